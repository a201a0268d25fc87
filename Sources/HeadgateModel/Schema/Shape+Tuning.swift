extension Shape {
  static let tuningSpace = Shape(
    "space", "a space",
    [
      .required("schemaVersion", .integer(1...1), "1", "The version of this format."),
      .required("name", .presetName, "tuned", "What the preset that comes out is called."),
      .optional("description", .text, "what it asks", "What is looked for, and why."),
      .required(
        "objectives", .list(of: .either([.text, .shape("objective")]), minimum: 1),
        "[minimize latency.p99]", "GOAL METRIC: what is wanted; several make a front."),
      .optional(
        "constraints", .list(of: .either([.text, .shape("constraint")]), minimum: 0),
        "[throughput >= 99% of baseline]",
        "What must hold, as thresholds and regressions; the baseline is the scenario as it stands."),
      .optional(
        "aggregate", .words(TuningSpace.Aggregate.allCases.map(\.rawValue)), "worst",
        "Whether of several scenarios the one with the least gain counts, or the mean."),
      .required(
        "parameters", .map(of: .shape("parameter")),
        "{controller.rate: {real: [20/s, 400/s], scale: log}}",
        "Settings of pipeline and controller, by path, with what they may be."),
      .optional("search", .shape("search"), "{runs: 1800}", "How it is looked for."),
    ])

  static let tuningParameter = Shape(
    "parameter", "a mapping with integer, real or choice",
    alternatives: [["integer"], ["real"], ["choice"]],
    [
      .optional(
        "integer", .list(of: .integer(Int.min...Int.max), minimum: 2), "[1, 32]",
        "Whole numbers from one to another, both included."),
      .optional(
        "real", .list(of: .either([.number(.finite), .text]), minimum: 2), "[20/s, 400/s]",
        "Numbers from one to another, with their units."),
      .optional(
        "choice", .list(of: .anything, minimum: 2), "[block, reject]",
        "Values, each as a scenario has it."),
      .optional(
        "scale", .words(TuningScale.allCases.map(\.rawValue)), "log",
        "Whether equal steps add the same or multiply by the same."),
      .optional(
        "when", .map(of: .either([.text, .list(of: .text, minimum: 1)])),
        "{controller.preset: [balanced]}",
        "An earlier choice, and the values of it with which this setting is looked at."),
    ])

  static let tuningSearch = Shape(
    "search", "\"search\"",
    [
      .optional(
        "runs", .integer(1...100_000_000), "1800",
        "Simulated runs that the search may take; by default 300 a parameter."),
      .optional(
        "replications", .integer(2...1_000), "6", "Universes that a candidate is judged by."),
      .optional(
        "population", .integer(4...10_000), "18",
        "Candidates a generation; by default 3 a parameter, and at least 16."),
      .optional("seed", .seed, "1", "Decides the search's own draws."),
    ])

  static let tuningObjective = Shape(
    "objective", "an objective",
    [.required("expr", .text, "minimize latency.p99", "GOAL METRIC.")]
      + threshold.keys.filter { $0.name != "expr" && $0.name != "severity" })

  static let tuningConstraint = Shape(
    "constraint", "a constraint",
    [
      .required(
        "expr", .text, "throughput >= 99% of baseline",
        "METRIC OPERATOR LIMIT, or SHARE of baseline.")
    ] + threshold.keys.filter { $0.name != "expr" && $0.name != "severity" })

  /// The shapes of a space file, in the order of its schema.
  package static let tuning: [Shape] = [
    tuningSpace, tuningParameter, tuningObjective, tuningConstraint, tuningSearch,
  ]
}

/// What equal steps along a range do.
enum TuningScale: String, CaseIterable {
  case linear, log
}

extension ValueKind.Bounds {
  fileprivate static let finite = from(
    -Double.greatestFiniteMagnitude, upTo: .greatestFiniteMagnitude)
}

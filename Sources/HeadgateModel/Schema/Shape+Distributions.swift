extension Shape {
  /// A bare value or a mapping with one distribution.
  static func distribution(of measure: Measure) -> ValueKind {
    .either([value(measure, from: 0), .shape(distributionName(measure))])
  }

  static func distributionName(_ measure: Measure) -> String { "\(measure)Distribution" }

  static let distributionWords = [
    "constant", "exponential", "uniform", "lognormal", "gamma", "erlang", "weibull", "pareto",
    "hyperexponential", "mixture", "empirical",
  ]

  /// The largest duration (ten years) or size (1 TiB) that a distribution is described by.
  private static func largest(_ measure: Measure) -> Double {
    measure == .duration ? 3650 * 86_400e9 : 1_099_511_627_776
  }

  private static func sample(_ measure: Measure) -> String {
    measure == .duration ? "5ms" : measure.example
  }

  private static func value(_ measure: Measure, from lower: Double) -> ValueKind {
    .quantity(measure, .from(lower, upTo: largest(measure)))
  }

  private static func positive(_ measure: Measure) -> ValueKind {
    .quantity(measure, .above(0, upTo: largest(measure)))
  }

  /// The distribution of a quantity, what one is in a mixture, and each one's parameters.
  static func distributions(of measure: Measure) -> [Shape] {
    let cap = Key.optional("max", positive(measure), sample(measure), "Values are cut off here.")
    let keys = distributionWords.map { word in
      Key.optional(
        word, kind(of: word, measure), example(of: word, measure), summaries[word] ?? "")
    }
    let weight = Key.required(
      "weight", .either([.number(.above(0, upTo: 1e9)), .positiveShare]), "80%",
      "The part's share, relative to the sum.")
    let choices = distributionWords.map { [$0] }
    return [
      Shape(
        distributionName(measure), "a mapping with one distribution", alternatives: choices,
        keys + [cap]),
      Shape(
        "\(measure)MixturePart", "a part of a mixture", alternatives: choices,
        [weight] + keys + [cap]),
    ] + parameters(measure, cap: cap)
  }

  private static func kind(of word: String, _ measure: Measure) -> ValueKind {
    switch word {
    case "constant": value(measure, from: 0)
    case "mixture": .list(of: .shape("\(measure)MixturePart"), minimum: 1)
    default: .shape("\(measure)\(word.prefix(1).uppercased())\(word.dropFirst())")
    }
  }

  private static func example(of word: String, _ measure: Measure) -> String {
    let value = sample(measure)
    return switch word {
    case "constant": value
    case "uniform": "{min: \(value), max: \(value)}"
    case "lognormal", "gamma", "hyperexponential": "{mean: \(value), cv: 2}"
    case "erlang": "{k: 4, mean: \(value)}"
    case "weibull": "{shape: 2, mean: \(value)}"
    case "pareto": "{min: \(value), alpha: 2}"
    case "mixture":
      "[{weight: 80%, constant: \(value)}, {weight: 20%, exponential: {mean: \(value)}}]"
    case "empirical": "{file: measured.txt}"
    default: "{mean: \(value)}"
    }
  }

  private static func parameters(_ measure: Measure, cap: Key) -> [Shape] {
    let mean = Key.required("mean", positive(measure), sample(measure), "The mean.")
    func shape(_ word: String, _ keys: [Key], alternatives: [[String]] = []) -> Shape {
      Shape(
        "\(measure)\(word.prefix(1).uppercased())\(word.dropFirst())", "the parameters of \(word)",
        alternatives: alternatives, keys)
    }
    func number(_ name: String, _ bounds: ValueKind.Bounds, _ summary: String) -> Key {
      .required(name, .number(bounds), "2", summary)
    }
    let cv = "Standard deviation over mean."
    return [
      shape("exponential", [mean, cap]),
      shape(
        "uniform",
        [
          .required("min", value(measure, from: 0), sample(measure), "The least value."),
          .required("max", value(measure, from: 0), sample(measure), "The greatest value."),
        ]),
      shape(
        "lognormal",
        [
          .optional("mean", positive(measure), sample(measure), "The mean; with cv."),
          .optional("cv", .number(.from(0, upTo: 1000)), "0.5", cv),
          .optional("median", positive(measure), sample(measure), "The median; with p95."),
          .optional("p95", positive(measure), sample(measure), "The 95th percentile."),
          cap,
        ], alternatives: [["mean", "cv"], ["median", "p95"]]),
      shape("gamma", [mean, number("cv", .from(0, upTo: 100), cv), cap]),
      shape(
        "erlang",
        [.required("k", .integer(1...1000), "4", "Exponentials in the sum."), mean, cap]),
      shape("weibull", [number("shape", .from(0.1, upTo: 100), "The shape."), mean, cap]),
      shape(
        "pareto",
        [
          .required("min", positive(measure), sample(measure), "The least value."),
          number("alpha", .from(0.1, upTo: 1000), "The tail's exponent."), cap,
        ]),
      shape("hyperexponential", [mean, number("cv", .from(1, upTo: 1000), cv), cap]),
      shape(
        "empirical",
        [
          .required("file", .text, "measured.txt", "A file with one value a line."), cap,
        ]),
    ]
  }

  private static let summaries = [
    "constant": "Always the same.",
    "exponential": "Memoryless, by its mean.",
    "uniform": "Evenly between min and max.",
    "lognormal": "By mean and cv, or by median and p95.",
    "gamma": "By mean and cv.",
    "erlang": "The sum of k exponentials.",
    "weibull": "By shape and mean.",
    "pareto": "By its least value and the tail's exponent.",
    "hyperexponential": "Two exponentials with balanced means, by mean and cv.",
    "mixture": "One of several distributions, by weight.",
    "empirical": "Recorded values, each equally likely.",
  ]
}

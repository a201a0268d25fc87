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

  private static func value(_ measure: Measure, from lower: Double) -> ValueKind {
    .quantity(measure, .from(lower, upTo: largest(measure)))
  }

  private static func positive(_ measure: Measure) -> ValueKind {
    .quantity(measure, .above(0, upTo: largest(measure)))
  }

  /// The distribution of a quantity, what one is in a mixture, and each one's parameters.
  static func distributions(of measure: Measure) -> [Shape] {
    let cap = Key.optional("max", positive(measure), measure.example, "Values are cut off here.")
    let keys = distributionWords.map { word in
      Key.optional(word, kind(of: word, measure), "{…}", summaries[word] ?? "")
    }
    let weight = Key.required(
      "weight", .either([.positiveShare, .number(.above(0, upTo: 1e9))]), "80%",
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

  private static func parameters(_ measure: Measure, cap: Key) -> [Shape] {
    let mean = Key.required("mean", positive(measure), measure.example, "The mean.")
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
          .required("min", value(measure, from: 0), measure.example, "The least value."),
          .required("max", value(measure, from: 0), measure.example, "The greatest value."),
        ]),
      shape(
        "lognormal",
        [
          .optional("mean", positive(measure), measure.example, "The mean; with cv."),
          .optional("cv", .number(.from(0, upTo: 1000)), "0.5", cv),
          .optional("median", positive(measure), measure.example, "The median; with p95."),
          .optional("p95", positive(measure), measure.example, "The 95th percentile."),
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
          .required("min", positive(measure), measure.example, "The least value."),
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

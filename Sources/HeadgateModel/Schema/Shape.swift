/// The keys that a mapping may have.
package struct Shape: Sendable {
  package struct Key: Sendable {
    package var name: String
    package var kind: ValueKind
    package var isRequired: Bool
    /// A value to show in hints, `30s`.
    package var example: String
    /// One line for the schema.
    package var summary: String
  }

  /// The name in the schema's definitions.
  package var name: String
  /// What messages call such a mapping.
  package var title: String
  package var keys: [Key]
  /// Sets of keys of which exactly one is to be given; empty for none.
  package var alternatives: [[String]]
  /// Keys that an alternative needs beside it, by its first key; whoever reads the shape checks that.
  package var companions: [String: [String]]

  package init(
    _ name: String, _ title: String, alternatives: [[String]] = [],
    companions: [String: [String]] = [:], _ keys: [Key]
  ) {
    self.name = name
    self.title = title
    self.alternatives = alternatives
    self.companions = companions
    self.keys = keys
  }

  /// What a value of this shape must be.
  package var expectation: String { title.hasPrefix("a mapping") ? title : "a mapping" }

  package func key(_ name: String) -> Key? { keys.first { $0.name == name } }

  package static func named(_ name: String) -> Shape {
    guard let shape = byName[name] else { preconditionFailure("no shape is called \(name)") }
    return shape
  }

  /// Every shape, in the order of the schema.
  package static let all: [Shape] =
    [scenario, run, workload, closed, gammaArrivals, arrivals, weights, phase, chapters, pipeline]
    + [
      queue, retry, backoff, stage, batch, service, failures, handling, pressure, breaker,
      controller, limit,
      limitWindow, quota, cache,
    ]
    + [fault]
    + [threshold, regression] + distributions(of: .duration) + distributions(of: .size)

  private static let byName = Dictionary(
    uniqueKeysWithValues: (all + tuning + [settingsPreset]).map { ($0.name, $0) })
}

extension Shape.Key {
  static func optional(
    _ name: String, _ kind: ValueKind, _ example: String, _ summary: String
  ) -> Shape.Key {
    Shape.Key(name: name, kind: kind, isRequired: false, example: example, summary: summary)
  }

  static func required(
    _ name: String, _ kind: ValueKind, _ example: String, _ summary: String
  ) -> Shape.Key {
    Shape.Key(name: name, kind: kind, isRequired: true, example: example, summary: summary)
  }
}

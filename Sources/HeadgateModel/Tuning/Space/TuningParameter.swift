/// A setting that a search varies.
public struct TuningParameter: Sendable, Equatable {
  /// What the setting may be.
  public enum Range: Sendable, Equatable {
    /// Whole numbers from `low` to `high`, both included.
    case integer(low: Int, high: Int, isLogarithmic: Bool)
    /// Numbers from `low` to `high`, counted in `unit`: `ms`, `/s`, `%`, or empty for plain ones.
    case real(low: Double, high: Double, unit: String, isLogarithmic: Bool)
    /// One of several values, each as a scenario file writes it.
    case choice([String])
  }

  /// When the setting is looked at: only where another one has one of some values.
  public struct Condition: Sendable, Equatable {
    public var path: String
    public var values: [String]

    public init(path: String, values: [String]) {
      self.path = path
      self.values = values
    }
  }

  /// Dotted path into the scenario, as `--set` takes it.
  public var path: String
  public var range: Range
  public var condition: Condition?

  public init(path: String, range: Range, condition: Condition? = nil) {
    self.path = path
    self.range = range
    self.condition = condition
  }
}

/// What a capacity search looks for.
public enum CapacityQuestion: Sendable, Equatable {
  /// The highest load, as a factor on what the scenario offers, known to a relative precision; below
  /// `atLeast` it is too little.
  case load(precision: Double, atLeast: Double)
  /// The smallest whole number that a setting may have while the load is this many times the
  /// scenario's own.
  case setting(path: String, load: Double)
}

/// Which way a metric is better, by the names of results.
public enum PreferredDirection: String, Sendable, CaseIterable {
  case lower, higher, neither
}

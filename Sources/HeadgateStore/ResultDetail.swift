/// How much of a result is read.
public enum ResultDetail: Sendable {
  case whole
  /// What a comparison needs: no histograms, and series of each variant's first replication alone.
  case comparison

  var hasHistograms: Bool { self == .whole }

  func hasSeries(isFirst: Bool) -> Bool { self == .whole || isFirst }
}

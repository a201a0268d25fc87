import HeadgateModel

/// How a known value is read from a replication's result.
struct Figure: Sendable {
  enum Kind: Sendable {
    /// A mean, a share or a rate.
    case mean
    /// A standard deviation.
    case spread
    case percentile
    /// A mean that the scenario itself states: what arrives, and how long it is served.
    case stated

    /// The widest half of a 99 % interval, as a share of the value.
    var widestHalf: Double {
      switch self {
      case .mean: 0.01
      case .spread, .percentile: 0.02
      case .stated: 0.05
      }
    }

    /// A percentile is told as the middle of its histogram bucket, which is at most 1/1,024 wide.
    var resolution: Double { self == .percentile ? 1 / 2048 : 0 }
  }

  var id: String
  var expected: Double
  var kind: Kind
  var read: @Sendable (ReplicationResult) -> Double?

  init(
    _ known: KnownValue, _ kind: Kind = .mean,
    _ read: @escaping @Sendable (ReplicationResult) -> Double?
  ) {
    (id, expected, self.kind, self.read) = (known.id, known.value, kind, read)
  }

  /// The figure that is a metric of the result by itself.
  init(_ known: KnownValue, _ kind: Kind = .mean, metric: String) {
    self.init(known, kind) { $0.metric(metric) }
  }
}

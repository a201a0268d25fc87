import HeadgateModel

/// What is compared of two runs, and how far they may be apart up to a load of 80 %.
enum FidelityQuantity: CaseIterable {
  case throughput, loss
  case mean, p50, p95, p99
  /// W₁ over the mean.
  case wasserstein
  /// The part of W₁ that no shift explains, over the mean.
  case shape
  /// Kolmogorov and Smirnov's D, beyond `resolution`.
  case kolmogorovSmirnov

  /// Durations that differ by less count as the same, in seconds.
  static let resolution = 0.25e-3
  /// Samples without which p99 is not judged.
  static let fewestForP99: UInt64 = 10_000

  /// Of a distribution.
  static let ofDurations: [FidelityQuantity] = [
    .mean, .p50, .p95, .p99, .wasserstein, .shape, .kolmogorovSmirnov,
  ]

  /// As its name ends.
  var name: String {
    switch self {
    case .throughput: "throughput"
    case .loss: "loss"
    case .mean: "mean"
    case .p50: "p50"
    case .p95: "p95"
    case .p99: "p99"
    case .wasserstein: "wasserstein"
    case .shape: "shape"
    case .kolmogorovSmirnov: "ks"
    }
  }

  var unit: MetricUnit {
    switch self {
    case .throughput: .perSecond
    case .mean, .p50, .p95, .p99: .seconds
    case .loss, .wasserstein, .shape, .kolmogorovSmirnov: .share
    }
  }

  /// The largest distance that passes where nothing widens it; `nil` where nothing is demanded.
  ///
  /// - Parameter scale: what distances are a share of, in seconds: an absolute least distance is
  ///   worth more of a short duration.
  func band(scale: Double) -> Double? {
    func atLeast(_ seconds: Double, _ share: Double) -> Double {
      scale > 0 ? max(share, seconds / scale) : share
    }
    switch self {
    case .throughput: return 0.01
    case .loss: return 0.002
    case .mean, .p50, .wasserstein: return atLeast(Self.resolution, 0.05)
    case .p95: return atLeast(0.5e-3, 0.075)
    case .p99: return atLeast(1e-3, 0.1)
    case .shape: return nil
    case .kolmogorovSmirnov: return 0.05
    }
  }
}

import HeadgateModel
import HeadgateStatistics

/// One quantity of two runs: its values, where it has any, and how far they are apart.
struct FigureDistance {
  var first: Double?
  var second: Double?
  /// First − second over the second; `nil` for a distance.
  var error: Double?
  var distance: Double

  /// - Parameter kind: the durations that are meant; `nil` for what is of the whole run.
  init(_ quantity: FidelityQuantity, _ kind: String?, _ a: RunFigures, _ b: RunFigures) {
    switch quantity {
    case .throughput:
      self.init(relative: a.throughput, b.throughput)
    case .loss:
      self.init(
        first: a.loss, second: b.loss, error: a.loss - b.loss,
        distance: (a.loss - b.loss).magnitude)
    default:
      self.init(quantity, kind.flatMap { a.durations[$0] }, kind.flatMap { b.durations[$0] })
    }
  }

  private init(first: Double?, second: Double?, error: Double?, distance: Double) {
    self.first = first
    self.second = second
    self.error = error
    self.distance = distance
  }

  /// Against the second, or where that is 0 against the first; 0 where both are.
  private init(relative first: Double, _ second: Double) {
    let scale = second > 0 ? second : first
    let error = scale > 0 ? (first - second) / scale : 0
    self.init(first: first, second: second, error: error, distance: error.magnitude)
  }

  /// Where one side alone has samples, nothing agrees.
  private init(
    _ quantity: FidelityQuantity, _ a: RunFigures.Durations?, _ b: RunFigures.Durations?
  ) {
    guard let a, let b else {
      self.init(first: nil, second: nil, error: nil, distance: a == nil && b == nil ? 0 : 1)
      return
    }
    let scale = b.mean > 0 ? b.mean : a.mean
    func share(_ distance: Double) -> Double { scale > 0 ? distance / scale : 0 }
    switch quantity {
    case .mean: self.init(relative: a.mean, b.mean)
    case .p50: self.init(relative: a.p50, b.p50)
    case .p95: self.init(relative: a.p95, b.p95)
    case .p99: self.init(relative: a.p99, b.p99)
    case .wasserstein:
      self.init(
        distanceOf: share(WassersteinDistance.first(a.distribution, b.distribution)))
    case .shape:
      self.init(
        distanceOf: share(WassersteinDistance.beyondShift(a.distribution, b.distribution)))
    case .kolmogorovSmirnov:
      self.init(
        distanceOf: KolmogorovSmirnov.statistic(
          a.distribution, b.distribution, tolerance: FidelityQuantity.resolution))
    case .throughput, .loss: preconditionFailure("of the whole run, not of durations")
    }
  }

  private init(distanceOf distance: Double) {
    self.init(first: nil, second: nil, error: nil, distance: distance)
  }
}

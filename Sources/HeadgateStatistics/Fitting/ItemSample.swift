/// Durations of batches less what does not belong to their items: each the sum of so many items'
/// independent values.
public struct ItemSample: Sendable {
  /// Above 0.
  public let sums: [Double]
  /// Items of each, at least 1.
  public let counts: [Int]

  /// - Parameters:
  ///   - sums: Raised to a hundred-millionth of their mean where they are not above it.
  ///   - counts: One a sum.
  public init(sums: [Double], counts: [Int]) {
    precondition(!sums.isEmpty && sums.count == counts.count, "a sum is of so many items")
    let mean = sums.reduce(0, +) / Double(sums.count)
    let least = max(mean * 1e-8, .leastNormalMagnitude)
    self.sums = sums.map { max($0, least) }
    self.counts = counts
  }

  /// Whether every value is one item's.
  public var isSingle: Bool { counts.allSatisfy { $0 == 1 } }

  /// Of one item.
  public var mean: Double { sums.reduce(0, +) / Double(counts.reduce(0, +)) }

  /// Standard deviation of one item over its mean: Var(sum) = n σ².
  public var cv: Double {
    let mean = mean
    let squares = zip(sums, counts).reduce(0.0) { sum, batch in
      let deviation = batch.0 - Double(batch.1) * mean
      return sum + deviation * deviation / Double(batch.1)
    }
    return (squares / Double(sums.count)).squareRoot() / mean
  }

  /// At most `most` of the values, evenly taken in their order.
  public func thinned(to most: Int) -> ItemSample {
    guard sums.count > most else { return self }
    let places = (0..<most).map { $0 * sums.count / most }
    return ItemSample(sums: places.map { sums[$0] }, counts: places.map { counts[$0] })
  }
}

extension FittedFamily {
  /// The distribution of a sum of `count` values; of families that sums do not stay in, the lognormal
  /// of the same mean and variance (Fenton, 1960), else `nil`.
  func sum(of count: Int) -> FittedFamily? {
    if count == 1 { return self }
    let n = Double(count)
    switch self {
    case .constant(let value): return .constant(n * value)
    case .exponential(let mean): return .erlang(k: count, mean: n * mean)
    case .erlang(let k, let mean): return .erlang(k: k * count, mean: n * mean)
    case .gamma(let mean, let cv): return .gamma(mean: n * mean, cv: cv / n.squareRoot())
    case .lognormal(let mu, let sigma):
      let mean = SpecialFunctions.exp(mu + sigma * sigma / 2)
      let square = SpecialFunctions.exp(sigma * sigma) - 1
      return .lognormal(mean: n * mean, squaredVariation: square / n)
    case .weibull, .hyperexponential, .mixture: return nil
    }
  }

  /// The lognormal of a mean and a squared coefficient of variation.
  public static func lognormal(mean: Double, squaredVariation: Double) -> FittedFamily {
    let variance = SpecialFunctions.log(1 + squaredVariation)
    return .lognormal(
      mu: SpecialFunctions.log(mean) - variance / 2, sigma: variance.squareRoot())
  }

  /// The same shape with another mean.
  public func scaled(toMean target: Double) -> FittedFamily {
    let factor = target / mean
    switch self {
    case .constant: return .constant(target)
    case .exponential: return .exponential(mean: target)
    case .gamma(_, let cv): return .gamma(mean: target, cv: cv)
    case .erlang(let k, _): return .erlang(k: k, mean: target)
    case .lognormal(let mu, let sigma):
      return .lognormal(mu: mu + SpecialFunctions.log(factor), sigma: sigma)
    case .weibull(let shape, _): return .weibull(shape: shape, mean: target)
    case .hyperexponential(_, let cv): return .hyperexponential(mean: target, cv: cv)
    case .mixture(let weight, var first, var second):
      first.mu += SpecialFunctions.log(factor)
      second.mu += SpecialFunctions.log(factor)
      return .mixture(weight: weight, first: first, second: second)
    }
  }
}

import HeadgateStatistics

/// Seeded noise for synthetic experiments.
struct Noise {
  enum Shape: String, CaseIterable, Sendable {
    case normal
    /// Student's t with 3 degrees of freedom, scaled to a variance of 1: heavy tails.
    case heavyTailed
  }

  private var generator: Xoshiro256PlusPlus
  private var spare: Double?

  init(seed: UInt64) {
    generator = Xoshiro256PlusPlus(seed: seed)
  }

  mutating func unit() -> Double { generator.unit() }

  /// A standard normal number (Marsaglia's polar method, 1964).
  mutating func normal() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let (x, y) = (2 * unit() - 1, 2 * unit() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * SpecialFunctions.log(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }

  /// A number of mean 0 and variance 1.
  mutating func value(_ shape: Shape) -> Double {
    switch shape {
    case .normal: return normal()
    case .heavyTailed:
      let square = (0..<3).reduce(0.0) { sum, _ in
        let value = normal()
        return sum + value * value
      }
      return normal() / square.squareRoot()
    }
  }

  /// A latency: lognormal with median 1 and the given standard deviation of its logarithm.
  mutating func latency(spread: Double) -> Double {
    SpecialFunctions.exp(spread * normal())
  }
}

/// The standard error of a share found in so many experiments.
func standardError(ofShare share: Double, experiments: Int) -> Double {
  (share * (1 - share) / Double(experiments)).squareRoot()
}

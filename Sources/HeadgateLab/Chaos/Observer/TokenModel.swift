import HeadgateCore

/// The bucket of rule C1 in quanta, 10¹⁵ to a token.
struct TokenModel {
  private let burst: Int128
  private let cost: Int128
  private var level: Int128
  private var rate: Int128
  private var time: Nanoseconds = 0

  init(_ settings: ControllerSettings, multiplier: Double) {
    burst = Int128((settings.burst * 1e6).rounded()) * 1_000_000_000
    cost = Int128((settings.cost * 1e6).rounded()) * 1_000_000_000
    level = burst
    rate = Self.quanta(settings.rate * multiplier)
  }

  private static func quanta(_ rate: Double) -> Int128 { max(1, Int128((rate * 1e6).rounded())) }

  mutating func setRate(_ tokensPerSecond: Double, at now: Nanoseconds) {
    refill(at: now)
    rate = Self.quanta(tokensPerSecond)
  }

  private mutating func refill(at now: Nanoseconds) {
    level = min(burst, level + rate * Int128(now - time))
    time = now
  }

  /// Pays for one dispatch; false where the tokens are not there.
  mutating func pay(at now: Nanoseconds) -> Bool {
    refill(at: now)
    level -= cost
    return level >= 0
  }

  /// The first moment at which one dispatch can be paid for.
  func due(after now: Nanoseconds) -> Nanoseconds {
    let missing = cost - min(burst, level + rate * Int128(now - time))
    guard missing > 0 else { return now }
    let wait = (missing + rate - 1) / rate
    return wait > Int128(Nanoseconds.never - now) ? .never : now + Nanoseconds(wait)
  }
}

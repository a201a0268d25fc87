/// A token bucket in exact integer arithmetic (rule C1).
///
/// One token is 10¹⁵ quanta: a rate of one millionth of a token per second adds exactly one quantum
/// a nanosecond, so nothing is rounded and nothing drifts, after a virtual year either. The level is
/// what it would be if it were counted up every nanosecond.
public struct TokenBucket: Sendable, Equatable {
  /// Quanta in one token.
  static let quantaPerToken: Int128 = 1_000_000_000_000_000

  /// Quanta per nanosecond, which is millionths of a token per second.
  private(set) var quantaPerNanosecond: Int64
  private let capacity: Int128
  private let costQuanta: Int128
  private var level: Int128
  private var updated: Nanoseconds = 0

  /// A bucket that starts full at moment 0.
  ///
  /// - Parameters:
  ///   - rate: Tokens per second, above 0, taken to a millionth.
  ///   - burst: The most tokens it holds, at least `cost`.
  ///   - cost: Tokens per dispatch.
  public init(rate: Double, burst: Double, cost: Double) {
    precondition(rate > 0 && cost >= 0 && burst >= cost, "a bucket must hold one dispatch's cost")
    quantaPerNanosecond = Self.quanta(perSecond: rate)
    capacity = Self.quanta(tokens: burst)
    costQuanta = Self.quanta(tokens: cost)
    level = capacity
  }

  /// Tokens in the bucket at `now`.
  public func tokens(at now: Nanoseconds) -> Double {
    Double(refilled(at: now)) / 1e15
  }

  /// Takes one dispatch's cost if it is there.
  @inline(__always)
  public mutating func take(at now: Nanoseconds) -> Bool {
    take(quanta: costQuanta, at: now)
  }

  /// Takes so many tokens if they are there.
  public mutating func take(tokens: Double, at now: Nanoseconds) -> Bool {
    take(quanta: Self.quanta(tokens: tokens), at: now)
  }

  @inline(__always)
  private mutating func take(quanta: Int128, at now: Nanoseconds) -> Bool {
    let available = refilled(at: now)
    guard available >= quanta else { return false }
    level = available &- quanta
    updated = now
    return true
  }

  /// Takes all tokens that are there.
  public mutating func drain(at now: Nanoseconds) {
    level = 0
    updated = now
  }

  /// The first moment, at or after `now`, at which one dispatch's cost is there (rule C2).
  public func nextDispatch(after now: Nanoseconds) -> Nanoseconds {
    moment(ofQuanta: costQuanta, after: now)
  }

  /// The first moment, at or after `now`, at which so many tokens are there; `never` for more than it
  /// holds.
  public func moment(ofTokens tokens: Double, after now: Nanoseconds) -> Nanoseconds {
    let quanta = Self.quanta(tokens: tokens)
    return quanta > capacity ? .never : moment(ofQuanta: quanta, after: now)
  }

  private func moment(ofQuanta quanta: Int128, after now: Nanoseconds) -> Nanoseconds {
    let missing = quanta - refilled(at: now)
    guard missing > 0 else { return now }
    let rate = Int128(quantaPerNanosecond)
    let wait = (missing + rate - 1) / rate
    return wait > Int128(Nanoseconds.never - now) ? .never : now + Nanoseconds(wait)
  }

  /// Changes the refill rate from `now` on.
  public mutating func setRate(_ rate: Double, at now: Nanoseconds) {
    level = refilled(at: now)
    updated = now
    quantaPerNanosecond = Self.quanta(perSecond: rate)
  }

  @inline(__always)
  private func refilled(at now: Nanoseconds) -> Int128 {
    let product = quantaPerNanosecond.multipliedFullWidth(by: now &- updated)
    let added = Int128(truncatingIfNeeded: product.high) << 64 | Int128(product.low)
    return min(capacity, level &+ added)
  }

  private static func quanta(perSecond rate: Double) -> Int64 {
    max(1, Int64((min(rate, 1e12) * 1e6).rounded()))
  }

  private static func quanta(tokens: Double) -> Int128 {
    Int128((min(tokens, 1e15) * 1e6).rounded()) * 1_000_000_000
  }
}

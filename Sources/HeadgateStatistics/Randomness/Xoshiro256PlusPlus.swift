/// The generator xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", 2021): for searches and orders of runs, whose state is small and can be kept.
///
/// Every draw is an integer operation, so a seed gives the same numbers everywhere.
public struct Xoshiro256PlusPlus: Sendable, Equatable {
  /// The four words, from which the generator goes on.
  public private(set) var state: [UInt64]

  /// - Parameter state: Four words, not all 0.
  public init(state: [UInt64]) {
    precondition(state.count == 4, "xoshiro256++ has four words of state")
    precondition(state.contains { $0 != 0 }, "from zeros xoshiro256++ gives zeros only")
    self.state = state
  }

  /// The state that SplitMix64 (Steele, Lea and Flood, 2014) draws from a seed, as the authors
  /// advise.
  public init(seed: UInt64) {
    var counter = seed
    state = (0..<4).map { _ in
      counter &+= 0x9E37_79B9_7F4A_7C15
      var z = counter
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  public mutating func next() -> UInt64 {
    let result = Self.rotated(state[0] &+ state[3], by: 23) &+ state[0]
    let shifted = state[1] << 17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = Self.rotated(state[3], by: 45)
    return result
  }

  /// A number in [0, 1), of 53 bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number from 0 up to, and without, `bound`, all as likely but for 1 part in
  /// 2⁶⁴ / `bound`.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a draw needs something to draw from")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Skips 2¹²⁸ draws: a stream that no other of 2¹²⁸ such streams meets.
  public mutating func jump() {
    advance(by: [
      0x180E_C6D3_3CFD_0ABA, 0xD5A6_1266_F0C9_392C, 0xA958_2618_E03F_C9AA, 0x39AB_DC45_29B1_661C,
    ])
  }

  /// Skips 2¹⁹² draws: a family of streams that `jump` goes through.
  public mutating func longJump() {
    advance(by: [
      0x76E1_5D3E_FEFD_CBBF, 0xC500_4E44_1C52_2FB3, 0x7771_0069_854E_E241, 0x3910_9BB0_2ACB_E635,
    ])
  }

  /// By the steps of which the words are the polynomial, lowest bit first.
  private mutating func advance(by polynomial: [UInt64]) {
    var sum: [UInt64] = [0, 0, 0, 0]
    for word in polynomial {
      for bit in 0..<64 {
        if word >> bit & 1 == 1 {
          for index in sum.indices { sum[index] ^= state[index] }
        }
        _ = next()
      }
    }
    state = sum
  }

  private static func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 {
    word << bits | word >> (64 - bits)
  }
}

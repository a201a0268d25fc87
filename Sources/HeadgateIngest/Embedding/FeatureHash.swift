/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits), finished with the mixing function of
/// SplitMix64: FNV's high bits alone are poorly mixed for short keys.
struct FeatureHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(kind: UInt8) { add(byte: kind) }

  mutating func add(_ scalar: Unicode.Scalar) {
    for shift in [0, 8, 16] { add(byte: UInt8(truncatingIfNeeded: scalar.value >> shift)) }
  }

  mutating func add(_ other: FeatureHash) {
    for shift in stride(from: 0, to: 64, by: 8) {
      add(byte: UInt8(truncatingIfNeeded: other.state >> shift))
    }
  }

  private mutating func add(byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// A place below `count`, and a sign from a bit that the place does not depend on.
  func placed(among count: Int) -> (place: Int, isNegative: Bool) {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return (Int(((mixed >> 32) * UInt64(count)) >> 32), mixed & 1 == 1)
  }
}

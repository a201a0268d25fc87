/// A running digest of everything that a run decides (rule N3): two 64-bit lanes, each folding the
/// event into itself by a 64 × 64 → 128 bit multiplication (the "mum" step of Wang Yi's wyhash).
///
/// It tells runs apart, it does not resist attack.
package struct TraceDigest: Sendable, Equatable {
  private var first: UInt64 = 0xA076_1D64_78BD_642F
  private var second: UInt64 = 0xE703_7ED1_A0B4_28DB

  package init() {}

  /// Adds one event.
  @inline(__always)
  package mutating func add(_ time: Nanoseconds, _ what: UInt64, _ whom: UInt64) {
    let moment = UInt64(bitPattern: time)
    first = Self.fold(first ^ moment, (what ^ 0x8EBC_6AF0_9C88_C6E3) &+ whom)
    second = Self.fold(second ^ whom, (what &+ 0x5899_65CC_7537_4CC3) ^ moment)
  }

  /// 32 hexadecimal digits.
  package var hexadecimal: String {
    [Self.fold(first, 0x1D8E_4E27_C47D_124F), Self.fold(second, 0xEB44_ACCA_B455_D165)]
      .map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }
      .joined()
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    // Kept apart from zero, which a product could never leave again.
    return (product.high ^ product.low) &+ a
  }
}

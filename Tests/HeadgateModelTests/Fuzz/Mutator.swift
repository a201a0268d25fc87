/// Spoils scenario texts in the ways in which files go wrong, and in some in which they do not.
struct Mutator {
  private var random: SplitMix
  private let seeds: [[UInt8]]

  init(seed: UInt64, seeds: [String]) {
    random = SplitMix(seed: seed)
    self.seeds = seeds.map { Array($0.utf8) }
  }

  mutating func next() -> String {
    var bytes = random.pick(seeds)
    for _ in 0...random.below(4) { mutate(&bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = random.below(bytes.count)
    switch random.below(9) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(random.pick(Self.marks), at: place)
    case 3: bytes.removeSubrange(place..<min(place + 1 + random.below(40), bytes.count))
    case 4: bytes.removeSubrange(place...)
    case 5: changeLines(&bytes) { lines, random in lines.remove(at: random.below(lines.count)) }
    case 6:
      changeLines(&bytes) { lines, random in
        lines.insert(random.pick(lines), at: random.below(lines.count))
      }
    case 7: swapTokens(&bytes)
    default: replaceToken(&bytes)
    }
  }

  private mutating func changeLines(
    _ bytes: inout [UInt8], _ change: (inout [ArraySlice<UInt8>], inout SplitMix) -> Void
  ) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    change(&lines, &random)
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  private mutating func swapTokens(_ bytes: inout [UInt8]) {
    let tokens = Self.tokens(bytes)
    guard tokens.count > 1 else { return }
    let first = random.below(tokens.count - 1)
    let second = first + 1 + random.below(tokens.count - first - 1)
    let (left, right) = (Array(bytes[tokens[first]]), Array(bytes[tokens[second]]))
    bytes.replaceSubrange(tokens[second], with: left)
    bytes.replaceSubrange(tokens[first], with: right)
  }

  private mutating func replaceToken(_ bytes: inout [UInt8]) {
    let tokens = Self.tokens(bytes)
    guard !tokens.isEmpty else { return }
    bytes.replaceSubrange(random.pick(tokens), with: Array(random.pick(Self.values).utf8))
  }

  /// Runs of letters, digits and the like.
  private static func tokens(_ bytes: [UInt8]) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var start: Int?
    for (i, byte) in bytes.enumerated() {
      let isPart = byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x7A).contains(byte)
      if isPart, start == nil { start = i }
      if !isPart, let from = start {
        tokens.append(from..<i)
        start = nil
      }
    }
    return tokens
  }

  private static let marks = Array("{}[]:,#&*!|>'\"%@`?-\t\n \\\u{0}\u{7F}<=.~0".utf8)

  private static let values = [
    "0", "-1", "1e308", "1e999", "99999999999999999999", "0.1", "nan", "inf", "null", "~", "true",
    "[]", "{}", "[[[]]]", "{a: {a: {}}}", "&x 1", "*x", "<<", "!!binary x", "\"\\u0000\"", "''",
    "30s", "1e300d", "0s", "100%", "-5%", "20/s", "0/s", "8KiB", "1e30MiB", "unlimited", "none",
    "auto", "burst", "poisson", "embed", "latency.p99", "é", "🙂", "\u{2028}", "x.y", "9.5",
    "{lognormal: {mean: 1ns, cv: 1000}}", "{mixture: [{weight: 1, constant: 0s}]}",
    "18446744073709551615", "9223372036854775807", "-9223372036854775808", "1", "local",
  ]
}

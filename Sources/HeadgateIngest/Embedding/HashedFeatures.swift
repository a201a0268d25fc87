/// The sums of a text's hashed features.
struct HashedFeatures {
  /// A word of more letters is cut, so that a text without spaces stays one of bounded words.
  private static let longestWord = 64
  private static let weightOfWord = 4
  private static let weightOfPair = 2
  private static let weightOfPart = 1

  private(set) var sums: [Int64]
  /// The current word between its marks, and the hash of the one before.
  private var word: [Unicode.Scalar] = []
  private var last: FeatureHash?

  init(size: Int) { sums = [Int64](repeating: 0, count: size) }

  mutating func add(_ text: String) {
    for scalar in text.unicodeScalars { add(scalar) }
    endWord()
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "0"..."9": word.append(scalar)
      case "A"..."Z": word.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
      case "'": break
      default: endWord()
      }
    } else if scalar == "\u{2019}" {
      // An apostrophe, as that of ASCII.
    } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    } else if scalar.properties.generalCategory != .nonspacingMark {
      endWord()
    }
    if word.count >= Self.longestWord { endWord() }
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    var whole = FeatureHash(kind: 1)
    word.forEach { whole.add($0) }
    count(whole, Self.weightOfWord)
    if let last {
      var pair = FeatureHash(kind: 2)
      pair.add(last)
      pair.add(whole)
      count(pair, Self.weightOfPair)
    }
    countParts()
    last = whole
    word.removeAll(keepingCapacity: true)
  }

  private mutating func countParts() {
    let marked = ["<"] + word + [">"]
    for length in [3, 4] where marked.count >= length {
      for start in 0...(marked.count - length) {
        var part = FeatureHash(kind: 3)
        for scalar in marked[start..<start + length] { part.add(scalar) }
        count(part, Self.weightOfPart)
      }
    }
  }

  private mutating func count(_ feature: FeatureHash, _ weight: Int) {
    let (place, isNegative) = feature.placed(among: sums.count)
    sums[place] += Int64(isNegative ? -weight : weight)
  }
}

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

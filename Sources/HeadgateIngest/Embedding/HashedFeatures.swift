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

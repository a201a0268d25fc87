/// Where a mark that could end a sentence does not.
enum SentenceRules {
  /// The longest word that is looked at, in scalars.
  private static let longestWord = 24

  /// Words whose full stop is part of them, whatever follows.
  private static let titles: Set<String> = [
    "adm", "approx", "asst", "ca", "capt", "cf", "cmdr", "col", "comdr", "cpl", "dr", "drs", "esp",
    "gen", "gov", "hon", "lt", "maj", "messrs", "mlle", "mme", "mmes", "mr", "mrs", "ms", "mt",
    "prof", "pres", "rep", "rev", "revd", "rt", "sen", "sgt", "sr", "st", "supt", "viz", "vs",
  ]

  /// Words whose full stop is part of them before a number.
  private static let numbered: Set<String> = [
    "apr", "art", "aug", "ch", "chap", "dec", "eq", "feb", "fig", "figs", "jan", "jul", "jun",
    "mar", "no", "nos", "nov", "oct", "op", "p", "par", "pp", "pt", "sec", "sep", "sept", "v",
    "vol", "vols",
  ]

  /// Whether what begins at `at`, behind quotes and brackets, is a lower-case letter.
  static func isLowercase(_ text: String, _ at: String.Index) -> Bool {
    guard let scalar = firstOfWord(text, at) else { return false }
    return scalar.isASCII
      ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
  }

  /// Whether the full stop at `stop`, in a sentence that begins at `start`, belongs to its word.
  static func isAbbreviation(
    _ text: String, start: String.Index, stop: String.Index, following: String.Index
  ) -> Bool {
    let scalars = text.unicodeScalars
    var begin = stop
    var length = 0
    while begin > start, length < longestWord {
      let before = scalars.index(before: begin)
      guard isOfWord(scalars[before]) else { break }
      begin = before
      length += 1
    }
    guard length > 0 else { return false }
    let word = text[begin..<stop]
    if word.utf8.contains(UInt8(ascii: ".")) {
      return isShortened(word)
    }
    let isNumber = word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if isNumber { return begin == start && length <= 3 }
    if length == 1 { return true }
    let lower = word.lowercased()
    if titles.contains(lower) { return true }
    guard numbered.contains(lower), let next = firstOfWord(text, following) else { return false }
    return next.properties.numericType != nil
  }

  /// Whether a word with full stops in it is like `e.g`, `U.S.A` or `Ph.D`, and no number or name.
  private static func isShortened(_ word: Substring) -> Bool {
    word.split(separator: ".").allSatisfy { part in
      part.utf8.count <= 3 && part.unicodeScalars.allSatisfy { !("0"..."9").contains($0) }
    }
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
  }

  /// The first scalar at `at` behind quotes and brackets.
  private static func firstOfWord(_ text: String, _ at: String.Index) -> Unicode.Scalar? {
    var place = at
    for _ in 0..<8 {
      guard place < text.endIndex else { return nil }
      switch SentenceMark(text, place) {
      case .opener, .closer: text.formIndex(after: &place)
      default: return text.unicodeScalars[place]
      }
    }
    return nil
  }
}

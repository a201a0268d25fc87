/// The sentences of one text, found as they are asked for.
public struct SentenceSequence: Sequence, Sendable {
  private let text: String
  private let longest: Int

  init(text: String, longest: Int) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    self.longest = longest
  }

  /// A walk over the sentences from the first.
  public func makeIterator() -> Iterator { Iterator(text: text, longest: longest) }

  /// Walks over the sentences.
  public struct Iterator: IteratorProtocol {
    private let text: String
    private let longest: Int
    private var start: String.Index
    private var at: String.Index
    private var count = 0

    init(text: String, longest: Int) {
      self.text = text
      self.longest = longest
      start = text.startIndex
      at = start
    }

    /// The next sentence, until the text is used up.
    public mutating func next() -> SentenceSplitter.Sentence? {
      guard at < text.endIndex else { return nil }
      start = at
      count = 0
      while isInside, !passEnd() {}
      return SentenceSplitter.Sentence(range: start..<at, characters: count)
    }

    private var isInside: Bool { at < text.endIndex && count < longest }

    private mutating func advance() {
      text.formIndex(after: &at)
      count += 1
    }

    /// Passes a character, and what belongs to it if it may end a sentence; tells whether it does.
    private mutating func passEnd() -> Bool {
      passPlain()
      guard isInside else { return false }
      switch SentenceMark(text, at) {
      case .none, .closer, .opener:
        advance()
        return false
      case .space:
        return passSpace() > 1
      case .stop(let stop):
        return passStop(stop)
      }
    }

    /// Passes characters of one byte that neither end a sentence nor a line: most of most texts.
    private mutating func passPlain() {
      let begin = text.utf8.distance(from: text.startIndex, to: at)
      let room = longest - count
      let passed = text.utf8.withContiguousStorageIfAvailable { bytes in
        // A byte before another of ASCII is a character of its own, CR LF apart.
        let end = begin + Swift.min(room, bytes.count - 1 - begin)
        var place = begin
        while place < end, SentenceMark.isPlain(bytes[place]), bytes[place + 1] < 0x80 {
          place += 1
        }
        return place - begin
      }
      guard let passed, passed > 0 else { return }
      at = text.utf8.index(at, offsetBy: passed)
      count += passed
    }

    /// Passes white space; answers how many lines it ends, where two are a paragraph.
    private mutating func passSpace() -> Int {
      var lines = 0
      while isInside, case .space(let ended) = SentenceMark(text, at) {
        lines += ended
        advance()
      }
      return lines
    }

    private mutating func passStop(_ stop: SentenceMark.Stop) -> Bool {
      let place = at
      advance()
      var isPlain = stop == .full
      var closes = false
      marks: while isInside {
        switch SentenceMark(text, at) {
        case .stop where !closes: isPlain = false
        case .closer: closes = true
        default: break marks
        }
        advance()
      }
      guard isInside else { return true }
      guard case .space = SentenceMark(text, at) else { return stop == .wide && !closes }
      if passSpace() > 1 || !isInside || stop == .wide { return true }
      if SentenceRules.isLowercase(text, at) { return false }
      return !isPlain
        || !SentenceRules.isAbbreviation(text, start: start, stop: place, following: at)
    }
  }
}

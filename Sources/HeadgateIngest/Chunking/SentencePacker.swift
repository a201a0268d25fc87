/// Packs whole sentences into chunks.
struct SentencePacker {
  private let size: Int
  private let overlap: Chunker.Overlap
  private var sentences: SentenceSplitter.Iterator
  private var following: SentenceSplitter.Sentence?
  /// The current chunk's sentences: before it is filled, what it repeats of the last.
  private var window: [SentenceSplitter.Sentence] = []
  private var characters = 0

  init(text: String, size: Int, overlap: Chunker.Overlap) {
    self.size = size
    self.overlap = overlap
    sentences = SentenceSplitter(longest: size).sentences(of: text).makeIterator()
    following = sentences.next()
  }

  mutating func next() -> Range<String.Index>? {
    guard let first = following else { return nil }
    repeatEnd(leaving: size - first.characters)
    while let sentence = following, characters + sentence.characters <= size {
      window.append(sentence)
      characters += sentence.characters
      following = sentences.next()
    }
    return window[0].range.lowerBound..<window[window.count - 1].range.upperBound
  }

  /// Leaves of the last chunk what the next one begins with, at most `room` characters.
  private mutating func repeatEnd(leaving room: Int) {
    var kept = 0
    characters = 0
    let (mostSentences, mostCharacters) =
      switch overlap {
      case .sentences(let count): (count, min(room, size / 2))
      case .characters(let count): (Int.max, min(room, count))
      }
    for sentence in window.dropFirst().reversed() {
      guard kept < mostSentences, characters + sentence.characters <= mostCharacters else { break }
      kept += 1
      characters += sentence.characters
    }
    window.removeFirst(window.count - kept)
  }
}

/// The chunks of one text, made as they are asked for.
public struct ChunkSequence: Sequence, Sendable {
  private let text: String
  private let chunker: Chunker

  init(text: String, chunker: Chunker) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    self.chunker = chunker
  }

  /// A walk over the chunks from the first.
  public func makeIterator() -> Iterator {
    switch chunker.rule {
    case .characters(let overlap):
      Iterator(
        text: text,
        cutter: .characters(CharacterCutter(text: text, size: chunker.size, overlap: overlap)))
    case .sentences(let overlap):
      Iterator(
        text: text,
        cutter: .sentences(SentencePacker(text: text, size: chunker.size, overlap: overlap)))
    }
  }

  /// Walks over the chunks.
  public struct Iterator: IteratorProtocol {
    enum Cutter {
      case characters(CharacterCutter)
      case sentences(SentencePacker)
    }

    private let text: String
    private var cutter: Cutter
    private var index = 0

    init(text: String, cutter: Cutter) {
      self.text = text
      self.cutter = cutter
    }

    /// The next chunk, until the text is used up.
    public mutating func next() -> TextChunk? {
      guard let range = nextRange() else { return nil }
      defer { index += 1 }
      return TextChunk(
        index: index, text: String(text[range]),
        offset: text.utf8.distance(from: text.startIndex, to: range.lowerBound))
    }

    private mutating func nextRange() -> Range<String.Index>? {
      switch cutter {
      case .characters(var characters):
        defer { cutter = .characters(characters) }
        return characters.next()
      case .sentences(var sentences):
        // Moved out and back, so that the packer's window is not copied.
        cutter = .characters(CharacterCutter(text: "", size: 1, overlap: 0))
        defer { cutter = .sentences(sentences) }
        return sentences.next()
      }
    }
  }
}

/// Cuts a text into chunks for embedding.
///
/// A chunk is whole characters: extended grapheme clusters (Unicode Standard Annex 29), so that no
/// flag, emoji sequence, accent or CR LF is torn. The chunks in their order, without what overlaps,
/// are the text, byte for byte; an empty text has none. The same text gives the same chunks.
///
/// Time is linear in the text's length, and chunks are made one by one: a text of any size takes
/// the memory of one chunk besides its own.
public struct Chunker: Sendable, Hashable {
  /// What the beginning of a chunk repeats of the end of the one before.
  ///
  /// Never more than half of a chunk's size, so that the chunks are at most twice the text.
  public enum Overlap: Sendable, Hashable {
    /// So many sentences, as long as they are at most half of the size.
    case sentences(Int)
    /// The last whole sentences that have at most so many characters together: maybe none.
    case characters(Int)
  }

  enum Rule: Sendable, Hashable {
    case characters(overlap: Int)
    case sentences(overlap: Overlap)
  }

  /// The most characters in a chunk.
  public let size: Int
  let rule: Rule

  /// Cuts after every `size` characters; a chunk begins with the last `overlap` of the one before.
  ///
  /// - Throws: where `size` is not positive, or `overlap` is negative or above half of it.
  public static func characters(
    _ size: Int, overlap: Int = 0
  ) throws(IngestSettingError) -> Chunker {
    try check(size: size, overlap: overlap)
    return Chunker(size: size, rule: .characters(overlap: overlap))
  }

  /// Packs as many sentences into a chunk as have at most `size` characters together.
  ///
  /// Sentences are those of ``SentenceSplitter``. One that is longer than the size is cut after
  /// every `size` characters, and its pieces count as sentences. Where an overlap would leave no
  /// room for the next sentence, it gives way.
  ///
  /// - Throws: where `size` is not positive, or the overlap is negative or, in characters, above
  ///   half of it.
  public static func sentences(
    upTo size: Int, overlap: Overlap = .sentences(0)
  ) throws(IngestSettingError) -> Chunker {
    switch overlap {
    case .characters(let count): try check(size: size, overlap: count)
    case .sentences(let count):
      try check(size: size, overlap: 0)
      guard count >= 0 else {
        throw IngestSettingError("the overlap must not be negative: \(count) sentences")
      }
    }
    return Chunker(size: size, rule: .sentences(overlap: overlap))
  }

  /// The chunks of a text, made as they are asked for.
  public func chunks(of text: String) -> ChunkSequence {
    ChunkSequence(text: text, chunker: self)
  }

  private static func check(size: Int, overlap: Int) throws(IngestSettingError) {
    guard size > 0 else {
      throw IngestSettingError("a chunk's size must be at least 1 character, not \(size)")
    }
    guard 0...size / 2 ~= overlap else {
      throw IngestSettingError(
        "the overlap must be 0 to \(size / 2) characters, half of the chunk's size, not \(overlap)")
    }
  }
}

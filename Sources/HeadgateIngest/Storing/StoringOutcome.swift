/// What storing a chapter changed.
public struct StoringOutcome: Sendable, Hashable {
  /// The chapter's chunks.
  public var chunks: Int
  /// Those that were new or other than what was stored.
  public var written: Int
  /// Those that were stored and are not of the chapter any more.
  public var removed: Int

  /// An outcome.
  public init(chunks: Int, written: Int, removed: Int) {
    self.chunks = chunks
    self.written = written
    self.removed = removed
  }

  /// Whether the chapter was stored already, just so.
  public var isUnchanged: Bool { written == 0 && removed == 0 }
}

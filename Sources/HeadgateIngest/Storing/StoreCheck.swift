/// What a document store holds, and what of it is not whole.
public struct StoreCheck: Sendable, Hashable, Codable {
  /// The model and the length of all vectors, once there is one.
  public var space: VectorSpace?
  /// How many books have chapters.
  public var books: Int
  /// How many chapters are stored.
  public var chapters: Int
  /// How many chunks are stored.
  public var chunks: Int
  /// What is wrong, in words; empty for a sound store. At most 100 are told.
  public var problems: [String]

  /// A check's result.
  public init(
    space: VectorSpace?, books: Int, chapters: Int, chunks: Int, problems: [String]
  ) {
    self.space = space
    self.books = books
    self.chapters = chapters
    self.chunks = chunks
    self.problems = problems
  }
}

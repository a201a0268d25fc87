/// What a document store holds, and what of it is not whole.
public struct StoreCheck: Sendable, Hashable {
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
}

/// What makes vectors comparable.
public struct VectorSpace: Sendable, Hashable, CustomStringConvertible {
  /// The model that made the vectors.
  public var model: String
  /// How many numbers each has.
  public var dimension: Int

  /// A model's space.
  public init(model: String, dimension: Int) {
    self.model = model
    self.dimension = dimension
  }

  /// Both, in words.
  public var description: String { "\"\(model)\" with \(dimension) numbers" }
}

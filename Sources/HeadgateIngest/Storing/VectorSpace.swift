/// What makes vectors comparable.
public struct VectorSpace: Sendable, Hashable, Codable, CustomStringConvertible {
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

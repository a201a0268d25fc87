/// A chunk with its vector: what the store keeps.
public struct EmbeddedChunk: Sendable, Hashable {
  /// The chunk.
  public var chunk: TextChunk
  /// Its vector.
  public var vector: [Float]

  /// A chunk with its vector.
  public init(chunk: TextChunk, vector: [Float]) {
    self.chunk = chunk
    self.vector = vector
  }
}

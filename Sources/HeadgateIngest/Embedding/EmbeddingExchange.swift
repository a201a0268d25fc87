/// A request to an embedding server that has ended.
public struct EmbeddingExchange: Sendable {
  /// The texts in it.
  public var inputs: Int
  /// From the request to the end of its answer.
  public var took: Duration
  /// The tokens that the server counted, if it says.
  public var tokens: Int?
  /// Why the request as a whole failed, if it did.
  public var error: EmbeddingError?
}

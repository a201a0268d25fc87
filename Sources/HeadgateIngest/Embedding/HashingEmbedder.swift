public import HeadgateEngine

/// Embeds texts without a model, offline: by hashing their words, pairs of words and the sequences of
/// 3 and 4 letters in words into a vector (Weinberger, Dasgupta, Langford, Smola and Attenberg,
/// "Feature hashing for large scale multitask learning", 2009: a second hash gives the sign, so that
/// collisions cancel in the mean).
///
/// It is lexical, not semantic: texts are near where they share words or parts of words; it knows no
/// synonyms. It is for offline use and tests. Each element is the signed square root of its sum, so
/// that frequent words do not outweigh all others, and the vector has length 1, or 0 where the text
/// has no word.
///
/// The same text has the same vector on every machine: the sums are whole numbers, and roots and
/// quotients are exactly rounded.
public struct HashingEmbedder: Embedder, Hashable {
  /// How many numbers a vector has.
  public let size: Int

  /// An embedder with so many numbers a vector, 8 to 65,536.
  ///
  /// - Throws: for another size.
  public init(dimension: Int = 256) throws(IngestSettingError) {
    guard 8...65_536 ~= dimension else {
      throw IngestSettingError(
        "the hashing embedder's dimension must be 8 to 65536, not \(dimension)")
    }
    size = dimension
  }

  /// The name that its vectors are stored under; it changes with the way they are made.
  public var model: String { "headgate-hashing-1" }

  /// How many numbers a vector has.
  public var dimension: Int? { size }

  /// The vector of each text, in the order of the texts: a stage function.
  ///
  /// It fails only where its task is cancelled, and then transiently. Between texts it lets other
  /// tasks run now and then.
  public func vectors(of texts: [String]) async -> [Result<[Float], StageFailure>] {
    var results: [Result<[Float], StageFailure>] = []
    results.reserveCapacity(texts.count)
    for text in texts {
      if results.count % 64 == 63 { await Task.yield() }
      results.append(
        Task.isCancelled
          ? .failure(.transient("embedding was cancelled")) : .success(vector(of: text)))
    }
    return results
  }

  /// A text's vector.
  public func vector(of text: String) -> [Float] {
    var features = HashedFeatures(size: size)
    features.add(text)
    return Vector.normalized(
      features.sums.map { sum in
        let root = Double(sum.magnitude).squareRoot()
        return Float(sum < 0 ? -root : root)
      })
  }
}

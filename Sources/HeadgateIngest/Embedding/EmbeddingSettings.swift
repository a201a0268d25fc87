/// Where and how an ``EmbeddingClient`` asks.
public struct EmbeddingSettings: Sendable, Hashable {
  /// The whole URL, for instance `https://api.openai.com/v1/embeddings`.
  public var url: String
  /// The model that the server is asked for, and that the vectors are stored under.
  public var model: String
  /// What follows `Authorization: Bearer`, if the server wants it.
  public var apiKey: Secret?
  /// How many numbers a vector must have; where it is not set, those of one answer must agree.
  public var dimension: Int?
  /// The most texts in a request.
  public var mostInputs = 32
  /// The most bytes of text (UTF-8) in a request; a longer text goes alone.
  public var mostBytes = 128 << 10
  /// The longest answer, in bytes.
  public var mostAnswerBytes = 64 << 20
  /// The longest time from a request to the end of its answer.
  public var timeout = Duration.seconds(30)
  /// Whether vectors are brought to length 1.
  public var normalizes = false

  /// Settings with the bounds' defaults.
  public init(url: String, model: String, apiKey: Secret? = nil, dimension: Int? = nil) {
    self.url = url
    self.model = model
    self.apiKey = apiKey
    self.dimension = dimension
  }

  func check() throws(IngestSettingError) {
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw IngestSettingError(
        "the embedding server's URL must begin with http:// or https://, not \"\(url)\"")
    }
    guard !model.isEmpty else { throw IngestSettingError("the embedding model's name is empty") }
    try check("dimension", dimension ?? 1, 1...1 << 20)
    try check("most inputs", mostInputs, 1...1 << 16)
    try check("most bytes", mostBytes, 1...1 << 30)
    try check("most bytes of an answer", mostAnswerBytes, 1...1 << 32)
    guard timeout > .zero else { throw IngestSettingError("the time-out must be longer than 0") }
  }

  private func check(
    _ name: String, _ value: Int, _ allowed: ClosedRange<Int>
  ) throws(IngestSettingError) {
    guard allowed.contains(value) else {
      throw IngestSettingError(
        "the embedding client's \(name) must be \(allowed.lowerBound) to \(allowed.upperBound), "
          + "not \(value)")
    }
  }
}

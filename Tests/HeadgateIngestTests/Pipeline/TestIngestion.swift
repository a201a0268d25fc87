import HeadgateCore
import HeadgateEngine
import HeadgateIngest
import HeadgateModel

/// A pipeline for one ingestion into a file of a test's own.
struct TestIngestion {
  var path: String
  var embedder: any Embedder = try! HashingEmbedder(dimension: 16)
  var settings: IngestionSettings = .quick()

  func run(
    _ sources: [Result<SourceChapter, SourceProblem>], retriesDeadLetters: Bool = false
  ) async throws -> IngestionReport {
    let pipeline = try await open()
    let report = try await pipeline.ingest(sources, retriesDeadLetters: retriesDeadLetters)
    let check = try await pipeline.store.check()
    precondition(check.problems.isEmpty, "\(check.problems)")
    await pipeline.close()
    return report
  }

  func run(_ chapters: [String: String]) async throws -> IngestionReport {
    try await run(Self.sources(chapters))
  }

  func open() async throws -> IngestionPipeline {
    try await IngestionPipeline.open(path: path, embedder: embedder, settings: settings)
  }

  /// The text of a chapter as it is stored; `nil` where it is not.
  func stored(_ key: String) async throws -> String? {
    let store = try await DocumentStore.open(path: path)
    let chunks = try await store.chapter(Self.key(key))
    try await store.close()
    return chunks.map { $0.map(\.chunk.text).joined() }
  }

  /// Chapters by their keys: `["emma/1": "text"]`.
  static func sources(_ chapters: [String: String]) -> [Result<SourceChapter, SourceProblem>] {
    chapters.sorted { $0.key < $1.key }.map { name, text in
      .success(SourceChapter(key: key(name), text: text, path: "\(name).txt"))
    }
  }

  private static func key(_ name: String) -> ChapterKey {
    let parts = name.split(separator: "/")
    return ChapterKey(book: String(parts[0]), chapter: Int(parts[1])!)
  }
}

extension IngestionSettings {
  /// Without rate and breaker, with retries that hardly wait.
  static func quick(attempts: Int = 3, chunkSize: Int = 20) -> IngestionSettings {
    var settings = IngestionSettings(
      chunker: try! .sentences(upTo: chunkSize), environment: .local)
    settings.rate = nil
    settings.breaker = nil
    settings.retry = RetrySettings(maxAttempts: attempts, initial: .millisecond)
    settings.synchronous = .off
    return settings
  }
}

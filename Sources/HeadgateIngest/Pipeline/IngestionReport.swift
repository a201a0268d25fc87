public import HeadgateEngine

/// What came of an ingestion.
public struct IngestionReport: Sendable, Equatable, Codable {
  /// A chapter that was given up.
  public struct Failure: Sendable, Equatable, Codable {
    public var book: String
    public var chapter: Int
    /// Where it failed.
    public var stage: String
    public var attempts: Int
    /// Why the last attempt failed.
    public var error: String
  }

  /// A path that gave no chapter, or not all of them.
  public struct Problem: Sendable, Equatable, Codable {
    public var path: String
    public var message: String
  }

  /// Chapters that this process stored, those that others had submitted included.
  public var stored = 0
  /// Chapters that were unfinished in the store when the ingestion began.
  public var resumed = 0
  /// Chapters of the files that had been stored already, with the same text in the same way.
  public var unchanged = 0
  /// Chapters that were given up, in the order of their submission. They stay in the store as dead
  /// letters, and are tried anew when they are submitted again.
  public var failures: [Failure] = []
  /// What could not be read, in the order of the paths.
  public var problems: [Problem] = []
  /// Chapters that are still in the store unfinished after an interruption.
  public var left = 0
  /// Chapters that were given up in earlier ingestions and have not been tried anew.
  public var earlierFailures = 0
  /// Chunks of the chapters that were stored.
  public var chunks = 0
  /// The store looked through afterwards, where that was asked for.
  public var check: StoreCheck?
  /// Whether it was stopped before its end.
  public var isInterrupted = false
  /// All figures of the pipeline.
  public var metrics: IngestionMetrics

  init(metrics: IngestionMetrics) { self.metrics = metrics }

  /// Looks the store through, and takes what it finds into the report.
  public mutating func check(_ store: DocumentStore) async throws(DocumentStoreError) {
    check = try await store.check()
  }

  /// Whether every chapter that was asked for is stored, and nothing was found wrong.
  public var isWhole: Bool {
    failures.isEmpty && problems.isEmpty && !isInterrupted && left == 0
      && check?.problems.isEmpty ?? true
  }
}

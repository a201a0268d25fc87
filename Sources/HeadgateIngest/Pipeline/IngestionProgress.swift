/// How far an ingestion has come.
public struct IngestionProgress: Sendable, Equatable {
  /// Chapters that this process has stored or given up.
  public var ended: Int
  /// Those, and all that are left in the store, as far as the files have been read.
  public var total: Int

  /// The share of the whole that has ended, 0 to 1.
  public var fraction: Double { total == 0 ? 0 : Double(ended) / Double(total) }
}

/// The latest dead letters of a process.
struct DeadLetterBox<Item: Sendable>: Sendable {
  struct Entry: Sendable {
    var letter: IngestionDeadLetter<Item>
    /// Position of the stage at which it goes on.
    var stage: Int
    var priority: Int
  }

  private let limit: Int
  private var entries: [Entry] = []

  init(limit: Int) { self.limit = max(limit, 0) }

  /// Keeps one more; the oldest goes where there are too many.
  mutating func add(_ entry: Entry) {
    entries.append(entry)
    // Some at a time, since each removal moves the rest.
    if entries.count >= limit + max(limit / 4, 16) {
      entries.removeFirst(entries.count - limit)
    }
  }

  /// The latest ones, in the order of their ends.
  func list(limit most: Int) -> [IngestionDeadLetter<Item>] {
    entries.suffix(min(limit, most)).map(\.letter)
  }

  /// Takes out those named, or all.
  mutating func take(_ ids: [IngestionJobID]?) -> [Entry] {
    entries.removeFirst(max(0, entries.count - limit))
    guard let ids else {
      defer { entries = [] }
      return entries
    }
    let wanted = Set(ids)
    defer { entries.removeAll { wanted.contains($0.letter.id) } }
    return entries.filter { wanted.contains($0.letter.id) }
  }
}

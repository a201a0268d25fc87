/// The batch of one worker, filled over and over.
///
/// Unchecked, since it passes from hand to hand: the engine fills it under its lock, the worker's task
/// works on it, the engine reads it under its lock. A task that was replaced keeps its batch, and the
/// worker gets another one.
final class JobBatch: @unchecked Sendable {
  private struct Entry {
    var item: JobItem
    var number: JobNumber
    var attempt: Int
  }

  /// Position of the stage.
  let stage: Int
  /// Number of the worker within its stage.
  let worker: Int
  private var entries: [Entry] = []
  /// Items that the stage could not do, with their positions.
  private var failures: [(position: Int, failure: StageFailure)] = []

  init(stage: Int, worker: Int, capacity: Int) {
    self.stage = stage
    self.worker = worker
    entries.reserveCapacity(capacity)
  }

  var count: Int { entries.count }

  func empty() {
    entries.removeAll(keepingCapacity: true)
    if !failures.isEmpty { failures = [] }
  }

  @inline(__always)
  func add(_ item: JobItem, _ number: JobNumber, attempt: Int) {
    entries.append(Entry(item: item, number: number, attempt: attempt))
  }

  func item(_ position: Int) -> JobItem { entries[position].item }
  func number(_ position: Int) -> JobNumber { entries[position].number }
  func attempt(_ position: Int) -> Int { entries[position].attempt }

  /// What became of an item.
  func set(_ item: JobItem, at position: Int) { entries[position].item = item }

  /// Why nothing became of an item.
  func fail(_ position: Int, _ failure: StageFailure) { failures.append((position, failure)) }

  func failAll(_ failure: StageFailure) {
    failures = entries.indices.map { ($0, failure) }
  }

  var hasFailures: Bool { !failures.isEmpty }

  func failure(of position: Int) -> StageFailure? {
    failures.first { $0.position == position }?.failure
  }
}

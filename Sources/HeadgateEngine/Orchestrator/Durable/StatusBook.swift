/// The latest statuses of jobs, as many as are kept.
struct StatusBook: Sendable {
  private let limit: Int
  private var statuses: [IngestionJobID: IngestionStatus] = [:]
  /// In the order in which they were first heard of; those before `head` are gone.
  private var order: [IngestionJobID] = []
  private var head = 0

  init(limit: Int) { self.limit = max(limit, 1) }

  subscript(id: IngestionJobID) -> IngestionStatus? { statuses[id] }

  mutating func set(_ id: IngestionJobID, _ status: IngestionStatus) {
    guard statuses.updateValue(status, forKey: id) == nil else { return }
    order.append(id)
    guard statuses.count > limit else { return }
    statuses[order[head]] = nil
    head += 1
    if head > limit {
      order.removeFirst(head)
      head = 0
    }
  }
}

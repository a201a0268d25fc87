/// A job's place among those that wait: higher priority first, then the order of submission.
struct QueueOrder: Comparable {
  var priority: Int
  var id: JobID

  static func < (left: QueueOrder, right: QueueOrder) -> Bool {
    if left.priority != right.priority { return left.priority > right.priority }
    return left.id < right.id
  }
}

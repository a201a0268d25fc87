/// When a job's delay or lease runs out; among equal times the order of submission.
struct DueOrder: Comparable {
  var due: WallTime
  var id: JobID

  static func < (left: DueOrder, right: DueOrder) -> Bool {
    if left.due != right.due { return left.due < right.due }
    return left.id < right.id
  }
}

/// One worker of the machine, as the engine sees it: the task that works for it, and what waits.
struct WorkerPlace<Batch: Sendable> {
  /// Counts the tasks that have worked here; what an earlier one brings is not taken.
  var epoch: UInt32 = 0
  /// A batch that the task has not fetched yet.
  var batch: Batch?
  /// The task, while it waits for a batch.
  var continuation: UnsafeContinuation<Batch?, Never>?
  /// The task, while it is there: to cancel what it is at work on.
  var task: WorkerTask?
  /// Whether a batch is being worked off by the task of this epoch.
  var isAtWork = false
  /// Counts the batches: a timeout is for one of them.
  var batchNumber: UInt32 = 0
}

import HeadgateCore

/// A batch of a synthetic stage: all that is left to do is to let its time pass.
struct SyntheticBatch: Sendable {
  var started: Nanoseconds
  var end: Nanoseconds
  var order: TimerOrder
  var work: StageWork
}

/// A synthetic batch that is done, and when its worker's task came to it.
struct SyntheticOutcome: Sendable {
  var batch: SyntheticBatch
  var began: Nanoseconds
}

/// Waits, or burns the processor, until a batch's time is up.
struct SyntheticPerformer: BatchPerformer {
  nonisolated(nonsending) func perform(
    _ batch: SyntheticBatch, clock: EngineClock
  ) async -> SyntheticOutcome? {
    let began = clock.now
    if batch.work == .cpu, case .wall = clock {
      guard ProcessorTime.burn(batch.end &- batch.started) else { return nil }
    } else {
      guard await clock.sleep(until: batch.end, order: batch.order) else { return nil }
    }
    return SyntheticOutcome(batch: batch, began: began)
  }
}

import HeadgateCore

/// What is asked about a job by its number.
extension JobHost {
  func isInFlight(_ number: JobNumber) -> Bool {
    let place = Int(number.place)
    return place < records.count && records[place].item != nil
      && records[place].ordinal == number.ordinal
  }

  /// The machine's slot of a job in flight.
  func slot(of number: JobNumber) -> Int32? {
    isInFlight(number) ? records[Int(number.place)].slot : nil
  }

  /// Where a job is; `nil` for one that ended too long ago.
  func status(of number: JobNumber, pipeline: borrowing Pipeline) -> JobStatus? {
    guard isInFlight(number) else {
      let kept = finished[Int(number.ordinal % UInt64(finished.count))]
      guard kept.ordinal == number.ordinal else { return nil }
      return JobStatus(
        phase: .ended(kept.outcome), attempt: Int(kept.attempt), lastError: kept.lastError)
    }
    let place = Int(number.place)
    let job = pipeline.job(records[place].slot).pointee
    return JobStatus(
      phase: phase(job.state, stage: Int(job.stage)), attempt: Int(job.attempt),
      lastError: records[place].rest?.lastError?.message)
  }

  private func phase(_ state: JobState, stage: Int) -> JobStatus.Phase {
    switch state {
    case .atSource: .submitting
    case .free, .queued: .queued
    case .buffered: .waiting(stage: stage)
    case .inService: .processing(stage: stage)
    case .blocked: .blocked(stage: stage)
    case .backingOff, .leased: .backingOff(stage: stage)
    }
  }
}

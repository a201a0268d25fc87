/// How long batches of a synthetic run were meant to take: the draws belong to the jobs, so they can be
/// made again from what a trace says (rule R1).
package struct DrawnService: ~Copyable {
  /// One job of a batch.
  package struct Item: Sendable {
    package var workload: Int
    package var entity: UInt64
    package var attempt: Int
    package var size: Int64

    package init(workload: Int, entity: UInt64, attempt: Int, size: Int64) {
      self.workload = workload
      self.entity = entity
      self.attempt = attempt
      self.size = size
    }
  }

  private var model: ServiceModel

  /// - Parameter specification: Of the run; overheads, quotas and caches in it are left out.
  package init(_ specification: RunSpecification, replication: Int) {
    var stages = specification.pipeline.stages
    for stage in stages.indices {
      stages[stage].overhead = 0
      stages[stage].quota = nil
      stages[stage].cache = nil
    }
    model = ServiceModel(
      stages: stages, faults: specification.faults, seed: specification.seed,
      replication: replication)
  }

  /// The time from the batch's start to its planned end.
  package mutating func duration(
    stage: Int, items: [Item], startedAt start: Nanoseconds
  ) -> Nanoseconds {
    let jobs = UnsafeMutablePointer<Job>.allocate(capacity: items.count)
    let slots = UnsafeMutablePointer<Int32>.allocate(capacity: items.count)
    defer {
      jobs.deallocate()
      slots.deallocate()
    }
    for (place, item) in items.enumerated() {
      var job = Job()
      job.workload = UInt16(truncatingIfNeeded: item.workload)
      job.entity = item.entity
      job.attempt = UInt16(truncatingIfNeeded: item.attempt)
      job.size = item.size
      (jobs + place).initialize(to: job)
      slots[place] = Int32(place)
      if model.drawsAhead { model.drawAhead(jobs + place, slot: place) }
    }
    var worker = Worker(stage: UInt8(stage), number: 0, count: Int32(items.count), jobs: slots)
    return model.plan(&worker, jobs: jobs, at: start) &- start
  }
}

/// What stands behind a stage and before what stands behind it: quotas and caches (rules S8, S9).
extension ServiceModel {
  /// The service behind the stage does not take the batch: it asks for less load, not for how long.
  @inline(never)
  func refuse(
    _ worker: UnsafeMutablePointer<Worker>, _ jobs: UnsafeMutablePointer<Job>,
    _ stage: UnsafeMutablePointer<Stage>, _ now: Nanoseconds
  ) -> Nanoseconds {
    for i in 0..<Int(worker.pointee.count) {
      let job = jobs + Int(worker.pointee.jobs[i])
      job.pointee.result = .throttled
      job.pointee.clockMark = 0
    }
    let refusal = stage.pointee.quota!.refusal
    defer { stage.pointee.cache?.setWorkEnd(of: worker.pointee.number, .never) }
    return end(worker, jobs, stage, after: refusal, asksService: true, now)
  }

  /// Marks the jobs of a batch whose contents are in the cache, and says how many they are.
  @inline(never)
  func lookUp(
    _ worker: UnsafeMutablePointer<Worker>, _ jobs: UnsafeMutablePointer<Job>,
    _ stage: UnsafeMutablePointer<Stage>, _ now: Nanoseconds
  ) -> Int {
    var hits = 0
    for i in 0..<Int(worker.pointee.count) {
      let job = jobs + Int(worker.pointee.jobs[i])
      if stage.pointee.cache!.holdsContent(of: job, at: now) {
        job.pointee.marks.insert(.hit)
        hits += 1
      } else {
        job.pointee.marks.remove(.hit)
      }
    }
    return hits
  }

  /// The batch of a worker ends: what the service has answered comes into the cache. To be called before
  /// the pipeline hears of it.
  @inline(__always)
  package func ended(
    _ worker: UnsafeMutablePointer<Worker>, jobs: UnsafeMutablePointer<Job>, at now: Nanoseconds
  ) {
    guard hasCaches else { return }
    fill(worker, jobs, now)
  }

  @inline(never)
  private func fill(
    _ worker: UnsafeMutablePointer<Worker>, _ jobs: UnsafeMutablePointer<Job>, _ now: Nanoseconds
  ) {
    let stage = stages + Int(worker.pointee.stage)
    guard stage.pointee.cache != nil else { return }
    let fillsLate = stage.pointee.cache!.fillOnTimeout
    for i in 0..<Int(worker.pointee.count) {
      let job = jobs + Int(worker.pointee.jobs[i])
      if job.pointee.marks.contains(.hit) { continue }
      switch job.pointee.result {
      case .succeeded:
        let isAwaited = now &- job.pointee.since < stage.pointee.deadline
        if isAwaited || fillsLate { stage.pointee.cache!.put(job, at: now) }
      case .timeout where fillsLate: fillLater(worker, job, stage)
      default: break
      }
    }
  }

  /// A job's batch is given up, and the service goes on with what it was asked for.
  private func fillLater(
    _ worker: UnsafeMutablePointer<Worker>, _ job: UnsafeMutablePointer<Job>,
    _ stage: UnsafeMutablePointer<Stage>
  ) {
    let end = stage.pointee.cache!.workEnd(of: worker.pointee.number)
    guard end != .never else { return }
    for fault in stage.pointee.faults where fault.effect == .outage {
      if fault.isInForce(at: end) { return }
    }
    let errors = errorShare(of: stage, at: worker.pointee.started)
    if ownResult(stage, Int(worker.pointee.stage), job, errors: errors) == .succeeded {
      stage.pointee.cache!.put(job, later: end)
    }
  }
}

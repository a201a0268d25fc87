/// What failures cost the workers that meet them (rule F7).
extension Pipeline {
  /// So many attempts of a batch have failed: what that will cost its worker.
  @inline(never)
  mutating func oweHandling(
    of failures: Int, _ worker: UnsafeMutablePointer<Worker>, _ s: Int, isMeasured: Bool,
    _ now: Nanoseconds
  ) {
    let stage = stages + s
    let second = now / .second
    if second != stage.pointee.handlingSecond {
      stage.pointee.handlingSecond = second
      stage.pointee.handledInSecond = 0
    }
    let handled = min(failures, stage.pointee.handledPerSecond - stage.pointee.handledInSecond)
    stage.pointee.handledInSecond += handled
    let (time, overflow) = stage.pointee.handling.multipliedReportingOverflow(by: Int64(handled))
    worker.pointee.toHandle = overflow ? .never : time
    worker.pointee.isHandlingMeasured = isMeasured
  }

  /// A worker has passed on all that its batch gave: it is idle, or deals with what has failed.
  /// Says whether it is idle.
  @inline(__always) @discardableResult
  mutating func release(_ id: Int32, _ s: Int, _ now: Nanoseconds) -> Bool {
    if workers[Int(id)].toHandle > 0 {
      startHandling(id, s, now)
      return false
    }
    putIdle(id, s)
    return true
  }

  @inline(never)
  private mutating func startHandling(_ id: Int32, _ s: Int, _ now: Nanoseconds) {
    let worker = workers + Int(id)
    worker.pointee.state = .handling
    worker.pointee.started = now
    (recorder.stages + s).pointee.busy.increment(at: now)
    worker.pointee.toHandle = min(worker.pointee.toHandle, .never - now)
    commands.append(.timer, timer: .handling, id: id, time: now &+ worker.pointee.toHandle)
  }

  /// A worker is done with what has failed, where it is still at that: it may have crashed since the
  /// timer was set.
  mutating func handlingIsOver(_ id: Int32, _ now: Nanoseconds) {
    let worker = workers + Int(id)
    guard worker.pointee.state == .handling,
      worker.pointee.started &+ worker.pointee.toHandle == now
    else { return }
    let s = Int(worker.pointee.stage)
    (recorder.stages + s).pointee.busy.decrement(at: now)
    if worker.pointee.isHandlingMeasured { recorder.handled(s, worker.pointee.toHandle) }
    recorder.note(
      .handled, at: now, stage: UInt8(s), worker: worker.pointee.number,
      value: worker.pointee.toHandle)
    worker.pointee.toHandle = 0
    putIdle(id, s)
    settle(from: s, now)
  }

  /// A worker vanishes while it deals with what has failed.
  mutating func stopHandling(
    _ worker: UnsafeMutablePointer<Worker>, _ s: Int, _ now: Nanoseconds
  ) {
    (recorder.stages + s).pointee.busy.decrement(at: now)
    if worker.pointee.isHandlingMeasured { recorder.lost(s, now &- worker.pointee.started) }
  }
}

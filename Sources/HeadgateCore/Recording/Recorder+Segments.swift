extension Recorder {
  /// Closes every segment that ends at or before `now`. To be called before the first event at or
  /// after `nextEdge`.
  package mutating func advance(to now: Nanoseconds) {
    while nextEdge <= now {
      let moment = nextEdge
      closeSegment(at: moment)
      if moment >= series.stepEnd { series.closeStep(at: moment) }
      inWindow = isInWindow(moment) ? 1 : 0
      nextEdge = edge(after: moment)
    }
  }

  /// Closes the books at the run's end.
  mutating func finish(at end: Nanoseconds) {
    advance(to: end)
    // Of no length where an edge falls on the end, but what happened then is in it.
    closeSegment(at: end)
    series.closeStep(at: end)
    inWindow = 0
  }

  /// The multiplier changed, or a segment ends: adds what the present one has stood for.
  mutating func settleMultiplier(at now: Nanoseconds) {
    segment.multiplierIntegral += multiplier * Double(now - multiplierSince)
    segment.multiplierMinimum = min(segment.multiplierMinimum, multiplier)
    segment.multiplierMaximum = max(segment.multiplierMaximum, multiplier)
    multiplierSince = now
  }

  private mutating func closeSegment(at now: Nanoseconds) {
    settleMultiplier(at: now)
    segment.duration = now - segmentStart
    segment.system = system.closeSegment(at: now)
    segment.queue = queue.closeSegment(at: now)
    segment.stages.removeAll(keepingCapacity: true)
    for i in 0..<stageCount {
      let stage = stages + i
      segment.stages.append(
        (
          buffer: stage.pointee.buffer.closeSegment(at: now),
          busy: stage.pointee.busy.closeSegment(at: now),
          blocked: stage.pointee.blocked.closeSegment(at: now)
        ))
    }
    run.add(segment)
    series.open.totals.add(segment)
    if isInWindow(segmentStart) {
      window.add(segment)
      for (i, phase) in plan.phases.enumerated()
      where phase.start <= segmentStart && segmentStart < phase.end {
        phases[i].add(segment)
      }
    }
    segment = Segment(stages: segment.stages)
    segmentStart = now
  }

  private func isInWindow(_ moment: Nanoseconds) -> Bool {
    moment >= plan.warmup && moment < plan.loadEnd ?? .never
  }

  /// The first edge after `moment`. Segments last at most 512 s, so that their integrals are exact
  /// up to nine million jobs.
  func edge(after moment: Nanoseconds) -> Nanoseconds {
    var next = min(series.stepEnd, moment + 512 * .second)
    func consider(_ edge: Nanoseconds) { if edge > moment { next = min(next, edge) } }
    consider(plan.warmup)
    if let loadEnd = plan.loadEnd { consider(loadEnd) }
    for phase in plan.phases {
      consider(phase.start)
      consider(phase.end)
    }
    return next
  }
}

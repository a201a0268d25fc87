extension Recorder {
  /// Closes every segment that ends at or before `now`. To be called before the first event at or
  /// after `nextEdge`.
  package mutating func advance(to now: Nanoseconds) {
    while nextEdge <= now {
      let moment = nextEdge
      if moment < planEdge {
        splitSegment(at: moment)
      } else {
        closeSegment(at: moment)
        if moment >= series.stepEnd { series.closeStep(at: moment) }
        inWindow = isInWindow(moment) ? 1 : 0
        planEdge = edge(after: moment)
      }
      nextEdge = planEdge
      passWindowEdges(at: moment)
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

  /// Multiplier or limit changed, or a segment ends: adds what the present ones have stood for.
  mutating func settleSettings(at now: Nanoseconds) {
    segment.multiplier.stood(at: multiplier, for: now - multiplierSince)
    multiplierSince = now
    guard let limit else { return }
    segment.limit.stood(at: limit, for: now - limitSince)
    limitSince = now
  }

  private mutating func closeSegment(at now: Nanoseconds) {
    settleSettings(at: now)
    addSegment(at: now)
  }

  /// Closes a segment for the windows' sake alone. The sums of multiplier and limit go on: they are
  /// of floating point, and no other figure may depend on which windows there are.
  private mutating func splitSegment(at now: Nanoseconds) {
    let (multiplier, limit) = (segment.multiplier, segment.limit)
    (segment.multiplier, segment.limit) = (SettingScope(), SettingScope())
    addSegment(at: now)
    (segment.multiplier, segment.limit) = (multiplier, limit)
  }

  private mutating func addSegment(at now: Nanoseconds) {
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
          blocked: stage.pointee.blocked.closeSegment(at: now), opens: stage.pointee.opens
        ))
      stage.pointee.opens = 0
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
    for i in 0..<windowCount { windows[i].add(segment) }
    segment = Segment(stages: segment.stages)
    segmentStart = now
  }

  /// Windows of every length go on where one ends; the next edge is theirs where it comes first.
  mutating func passWindowEdges(at moment: Nanoseconds) {
    for i in 0..<windowCount {
      (windows + i).pointee.passEdge(at: moment, multiplier: multiplier, limit: limit)
      nextEdge = min(nextEdge, windows[i].nextEdge)
    }
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

extension Pipeline {
  /// The jobs in the stages are counted right, and the limit is within its bounds (rules L1, L2).
  func checkLimit(_ check: (Bool, @autoclosure () -> String) -> Void) {
    guard let settings = settings.limiter else {
      check(limit == .max && passages.count == 0, "L1: a limit without a limiter")
      return
    }
    var inStages = 0
    for id in 0..<pool.used where !pool.jobs[id].isAbandoned {
      switch pool.jobs[id].state {
      case .buffered, .inService, .blocked: inStages += 1
      case .free, .atSource, .queued, .backingOff, .leased: continue
      }
    }
    check(
      inStages == passages.count,
      "L1: \(inStages) jobs are in the stages, the limiter counts \(passages.count)")
    check(
      limit >= settings.min && limit <= settings.max,
      "L2: a limit of \(limit), outside \(settings.min) to \(settings.max)")
  }
}

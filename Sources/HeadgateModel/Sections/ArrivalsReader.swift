import HeadgateCore

/// Reads a workload's `arrivals`.
struct ArrivalsReader {
  let context: LoadContext
  let problems: ProblemList
  let run: RunFields

  func arrivals(_ workload: Fields, bursts: inout Int) -> ArrivalProcess {
    guard let node = workload.node("arrivals") else {
      problems.add(
        "missing key \"arrivals\" in a workload", at: workload.location,
        hint: "write arrivals: poisson")
      return .poisson
    }
    switch workload.value("arrivals") {
    case .word("constant")?: return .constant
    case .word("burst")?:
      bursts += 1
      return burst(node.location, isFirst: bursts == 1)
    case .node?:
      guard let fields = workload.open("arrivals", "arrivals") else { return .poisson }
      return process(fields)
    default: return .poisson
    }
  }

  private func burst(_ location: SourceLocation, isFirst: Bool) -> ArrivalProcess {
    if !isFirst {
      problems.add(
        "only one workload can be a burst: run.items is its size", at: location,
        hint: "share its jobs out over priorities with priority: {weights: …}")
    }
    if run.findsWarmup {
      problems.add(
        "a burst has no warm-up to find", at: run.place("warmup", else: location),
        hint: "write a duration, or leave run.warmup out")
    }
    if !run.saysItems {
      problems.add(
        "a burst needs run.items, the number of jobs that arrive at once", at: location,
        hint: "write run: {items: 1000}")
    }
    return .burst(items: run.items ?? 1, at: run.warmup)
  }

  private func process(_ fields: Fields) -> ArrivalProcess {
    if let gamma = fields.open("gamma", "gammaArrivals") {
      return .gamma(cv: gamma.number("cv") ?? 1)
    }
    if let closed = fields.open("closed", "closed") { return self.closed(closed, fields) }
    guard let name = fields.text("trace") else { return .poisson }
    let location = fields.place("trace")
    let path = context.path(name, writtenAt: location)
    do {
      return .trace(try RecordedValues.arrivals(context.text(path), file: path))
    } catch let problem as ScenarioProblem {
      problems.add(problem)
    } catch let problem as FileProblem {
      problems.add(context.problem(problem, with: path, namedAt: location))
    } catch {
      problems.add("\(path) cannot be read: \(error)", at: location)
    }
    return .trace([TraceEntry(at: 0)])
  }

  private func closed(_ closed: Fields, _ fields: Fields) -> ArrivalProcess {
    let reader = DistributionReader(measure: .duration, context: context, problems: problems)
    if !run.saysEnd {
      problems.add(
        "closed clients submit without end", at: fields.location,
        hint: "write run: {duration: 10m} or run: {items: 5000}")
    }
    return .closed(
      clients: closed.integer("clients") ?? 1, thinkTime: reader.read(closed, "thinkTime") ?? .zero)
  }
}

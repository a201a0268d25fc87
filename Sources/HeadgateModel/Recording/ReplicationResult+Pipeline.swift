package import HeadgateCore

extension ReplicationResult {
  /// The result of a run that has ended, from the pipeline's closed books.
  package init(
    _ pipeline: inout Pipeline, specification: RunSpecification, replication: Int,
    end: Nanoseconds, events: UInt64
  ) {
    let digest = pipeline.recorder.digest.hexadecimal
    let inFlight = Int(pipeline.recorder.overall.pointee.inFlight)
    let checks = SelfCheck.all(of: pipeline, end: end)
    let metrics = MetricExtractor.metrics(&pipeline.recorder, specification: specification)
    self.init(
      replication: replication, seed: specification.seed, digest: digest, metrics: metrics,
      histograms: HistogramRecord.all(of: pipeline.recorder, specification: specification),
      series: TimeSeries(pipeline.recorder.series),
      decisions: pipeline.recorder.decisions.map {
        Decision($0, pipeline: specification.pipeline)
      },
      decisionCount: pipeline.recorder.decisionCount, checks: checks, inFlight: inFlight,
      elapsed: end, events: events)
  }
}

extension TimeSeries {
  init(_ series: SeriesRecorder) {
    self.init(
      step: series.step, lines: series.lines.map { SeriesLine(name: $0.name, values: $0.values) })
  }
}

extension Decision {
  init(_ decision: RecordedDecision, pipeline: PipelineSettings) {
    switch decision.change {
    case .multiplier(let from, let to, let reason):
      self.init(
        time: decision.time, subject: "controller", from: Self.text(from), to: Self.text(to),
        reason: Self.text(reason, of: pipeline.controller, rises: to > from))
    case .limit(let from, let to, let reason):
      self.init(
        time: decision.time, subject: "limiter", from: "\(from)", to: "\(to)",
        reason: Self.text(reason))
    case .breaker(let stage, let from, let to, let share):
      let settings = pipeline.stages[stage].breaker
      let reason =
        switch (from, to) {
        case (_, .halfOpen): "open for \((settings?.openFor ?? 0).seconds) s"
        case (.halfOpen, .closed): "probes succeeded"
        case (.halfOpen, _): "probes failed"
        default:
          "failure share \(Self.text(share)) >= \(Self.text(settings?.threshold ?? 0))"
        }
      self.init(
        time: decision.time, subject: pipeline.stages[stage].name, from: from.name, to: to.name,
        reason: reason)
    }
  }

  /// Four decimals at most: what a person compares with the settings.
  static func text(_ value: Double) -> String {
    "\((value * 10_000).rounded() / 10_000)"
  }
}

extension SelfCheck {
  /// The checks that every run makes of itself (SEMANTICS, Metrics).
  static func all(of pipeline: borrowing Pipeline, end: Nanoseconds) -> [SelfCheck] {
    let submitted = pipeline.recorder.submitted
    let ended = pipeline.recorder.ended
    let open = UInt64(pipeline.inFlight + pipeline.blockedSubmissions)
    let area = pipeline.recorder.run.system.integral
    let sojourn = pipeline.recorder.sojourn + pipeline.openSojourn(at: end)
    let broken = pipeline.brokenInvariants()
    return [
      SelfCheck(
        name: "conservation", holds: submitted == ended.sum + open,
        detail:
          "\(submitted) submitted = \(ended.completed) completed + \(ended.failed) failed + "
          + "\(ended.rejected) rejected + \(ended.shed) shed + \(ended.cancelled) cancelled + "
          + "\(open) in flight"),
      SelfCheck(
        name: "littles-law", holds: area == sojourn,
        detail: "∫ jobs in system dt = \(area) ns, sum of times in system = \(sojourn) ns"),
      SelfCheck(
        name: "capacity", holds: pipeline.recorder.capacityViolations == 0,
        detail: "\(pipeline.recorder.capacityViolations) times over a capacity"),
      SelfCheck(
        name: "time-parts", holds: pipeline.recorder.wrongParts == 0,
        detail: "\(pipeline.recorder.wrongParts) jobs whose parts do not sum to the latency"),
      SelfCheck(
        name: "invariants", holds: broken.isEmpty,
        detail: broken.isEmpty ? "all hold at the end" : broken.joined(separator: "; ")),
    ]
  }
}

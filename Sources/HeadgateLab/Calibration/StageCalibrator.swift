import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// Calibrates one stage: its service model, failures, and what the machine adds.
struct StageCalibrator {
  private let run: RecordedRun
  private let name: String
  private let batches: [RecordedBatch]
  /// The scenario that the run came from, and the stage's place there.
  private let specification: RunSpecification?
  private let place: Int?
  /// Whether the scenario's service model is wanted; `nil` where the draws are to decide.
  private let keeps: Bool?

  init(_ run: RecordedRun, stage: Int, model: CalibrationModel?, keeps: Bool?) {
    self.run = run
    self.keeps = keeps
    let name = run.stages[stage]
    self.name = name
    batches = run.batches.filter { $0.stage == stage }
    specification = model?.variant.specification
    place = specification?.pipeline.stages.firstIndex { $0.name == name }
  }

  private var like: StageSettings? {
    place.flatMap { place in specification?.pipeline.stages[place] }
  }

  func calibration() -> StageCalibration {
    let usable = batches.filter(isUsable)
    var result = StageCalibration(
      stage: name, batches: batches.count,
      attempts: batches.reduce(0) { $0 + $1.items.count },
      excluded: batches.count - usable.count, service: like?.service ?? ServiceSettings(),
      failures: failures)
    guard !usable.isEmpty else {
      result.isKept = like != nil
      result.notes.append("no batch says how long service takes")
      return result
    }
    result.draws = draws(usable)
    let confirmed = result.draws.flatMap { $0.isConfirmed ? $0 : nil }
    if let confirmed { result.overhead = Rounding.duration(seconds: confirmed.added) }
    if let like, keeps ?? (confirmed != nil) {
      keep(like, confirmed, in: &result)
      return result
    }
    let found = ServiceFit(observations(usable, less: confirmed?.added ?? 0))
    result.service = found.service
    result.fit = found.fit
    result.rSquared = found.rSquared
    result.notes = found.notes
    if confirmed == nil, result.draws != nil {
      result.notes.append(
        "the recorded times are not those that the scenario draws: another scenario or seed, or a "
          + "machine that was too busy")
    }
    return result
  }

  /// Takes the scenario's service model, so many times as long where the machine stretches batches.
  private func keep(
    _ like: StageSettings, _ draws: StageCalibration.Draws?, in result: inout StageCalibration
  ) {
    result.isKept = true
    result.service = like.service
    guard let draws else { return }
    if draws.isStretched { result.service = like.service.scaled(by: draws.slope) }
    if like.linger > 0 {
      // Timers that are late typically are so for lingers, too.
      result.linger = like.linger + Rounding.duration(seconds: draws.medianOverhead)
    }
  }

  /// Whether a batch's time is what its items took: no timeout, no outage, no refusal, no fault of the
  /// scenario.
  private func isUsable(_ batch: RecordedBatch) -> Bool {
    guard !batch.items.contains(where: { [.timeout, .outage, .throttled].contains($0.outcome) })
    else { return false }
    guard let place, let specification else { return true }
    return !specification.faults.contains {
      $0.stage == place && batch.ended >= $0.at && batch.started < $0.end
    }
  }

  private func draws(_ usable: [RecordedBatch]) -> StageCalibration.Draws? {
    guard let place, let specification, let origin = run.origin,
      // What a cache held at a batch's start no draw tells.
      like?.cache == nil
    else { return nil }
    return DrawnTimes(
      run, usable, stage: place, specification: specification,
      replication: origin.mode.isWallClock ? 0 : origin.replication
    ).summary
  }

  private func observations(
    _ usable: [RecordedBatch], less overhead: Double
  ) -> [ServiceObservation] {
    let all = usable.map { batch in
      let sizes = batch.items.compactMap { run.jobs[$0.job].size }
      return ServiceObservation(
        duration: max(batch.duration.seconds - overhead, 1e-9), items: batch.items.count,
        size: sizes.count == batch.items.count
          ? sizes.reduce(0) { $0 + Double($1) / 1024 } : nil)
    }
    // A few jobs that were not seen to end must not hide what size does to the others.
    let known = all.filter { $0.size != nil }
    return known.count * 10 >= all.count * 9 ? known : all
  }

  /// Shares of the attempts that did not fail with their whole batch. Refusals are transient failures
  /// where no quota of the scenario brings them about.
  private var failures: FailureSettings {
    let hasQuota = like?.quota != nil
    let whole: [RecordedOutcome] =
      hasQuota ? [.timeout, .outage, .throttled] : [.timeout, .outage]
    let items = batches.flatMap(\.items).filter { !whole.contains($0.outcome) }
    guard !items.isEmpty else { return FailureSettings() }
    func share(_ outcome: RecordedOutcome) -> Double {
      let count = items.count { $0.outcome == outcome }
      return (Double(count) / Double(items.count) * 1e6).rounded() / 1e6
    }
    return FailureSettings(
      transient: share(.transient) + (hasQuota ? 0 : share(.throttled)),
      permanent: share(.permanent))
  }
}

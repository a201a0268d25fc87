import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// The warm-up of a scenario, found by MSER-5 over the jobs in the system in a few pilot runs.
///
/// The pilots are the first variant's first replications without a warm-up. All variants get the
/// same warm-up, so that what they measure stays comparable.
struct WarmupSearch: Sendable {
  static let mostPilots = 5
  /// Fewer batches of 5 points leave the minimum to chance.
  static let fewestBatches = 10

  let plan: [PlannedReplication]
  private let specification: RunSpecification
  private let mode: RunMode

  /// - Throws: `WarmupError.burst` where there is no steady state to find.
  init(variant: Variant, backend: any RunBackend, replications: Int) throws {
    for workload in variant.specification.workloads {
      if case .burst = workload.arrivals { throw WarmupError.burst(workload: workload.name) }
    }
    var specification = variant.specification
    specification.limits.warmup = 0
    self.specification = specification
    mode = backend.mode
    plan = (0..<min(Self.mostPilots, replications)).map {
      PlannedReplication(
        variant: variant.name, specification: specification, backend: backend, replication: $0)
    }
  }

  /// 5·d* steps of the pilots' averaged series.
  ///
  /// - Throws: `WarmupError` where the pilots show no steady state.
  func warmup(from pilots: [ReplicationResult]) throws -> Nanoseconds {
    let lines = try pilots.map(loadedSystem)
    let step = lines.map(\.step).max() ?? .second
    let aligned = lines.map { $0.coarsened(to: step) }
    let length = aligned.map(\.count).min() ?? 0
    let average = (0..<length).map { point in
      SampleMoments(aligned.lazy.map { $0[point] }).mean
    }
    let offered = Nanoseconds(length) * step
    let fewest = Self.fewestBatches * MSER5.batchSize
    guard length >= fewest, let found = MSER5(average) else {
      throw WarmupError.tooShort(offered: offered, needed: Nanoseconds(fewest) * step)
    }
    if found.isTooShort { throw WarmupError.tooShort(offered: offered, needed: 2 * offered) }
    return Nanoseconds(found.observationsDeleted) * step
  }

  /// The variant with the warm-up in its limits and among its settings.
  func applying(_ warmup: Nanoseconds, to variant: Variant) -> Variant {
    var variant = variant
    variant.specification.limits.warmup = warmup
    variant.settings.append(VariantSetting(path: "run.warmup", value: warmup.text))
    return variant
  }

  /// The jobs in the system while load was offered: the drain is no part of a steady state.
  private func loadedSystem(_ pilot: ReplicationResult) throws -> PilotLine {
    let series = pilot.series
    guard let system = series.lines.first(where: { $0.name == "system" }) else {
      throw WarmupError.noSeries(mode: mode)
    }
    var end = min(system.values.count, Int(pilot.elapsed / series.step))
    if let duration = specification.limits.duration {
      end = min(end, Int(duration / series.step))
    }
    if loadMayEndEarly, let offered = series.lines.first(where: { $0.name == "offered" }) {
      // The last point with load may be a part of a step.
      end = min(end, offered.values.lastIndex { $0 > 0 } ?? 0)
    }
    return PilotLine(step: series.step, values: Array(system.values.prefix(end)))
  }

  /// Whether something other than the duration may end the load.
  private var loadMayEndEarly: Bool {
    specification.limits.items != nil || specification.limits.duration == nil
      || specification.workloads.contains {
        if case .trace = $0.arrivals { true } else { false }
      }
  }
}

/// One pilot's series.
private struct PilotLine {
  let step: Nanoseconds
  let values: [Double]

  /// Means over steps of a whole multiple of this line's step; a part of a step at the end goes.
  func coarsened(to coarse: Nanoseconds) -> [Double] {
    precondition(coarse.isMultiple(of: step), "steps of a series double, so one divides the other")
    let factor = Int(coarse / step)
    return stride(from: 0, through: values.count - factor, by: factor).map {
      SampleMoments(values[$0..<$0 + factor]).mean
    }
  }
}

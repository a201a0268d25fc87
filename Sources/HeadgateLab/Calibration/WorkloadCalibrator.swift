import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// Calibrates one source: its arrivals, priorities and sizes.
struct WorkloadCalibrator {
  /// Fewer arrivals say nothing about a process.
  private static let fewest = 20
  /// A larger share of arrivals at one moment is no process of single arrivals.
  private static let mostTies = 0.1
  private static let seed: UInt64 = 0x517E

  /// Of this source, by their arrival.
  let jobs: [RecordedJob]
  let limits: LoadLimits
  let like: WorkloadSettings?

  /// The source as a scenario has it, and what is told about it.
  func calibrated(
    _ mode: CalibrationOptions.Arrivals
  ) -> (settings: WorkloadSettings, report: WorkloadCalibration) {
    var settings = like ?? WorkloadSettings(name: "recorded", arrivals: .poisson)
    var report = WorkloadCalibration(
      name: settings.name, jobs: jobs.count, arrivals: "as in the scenario",
      sizes: "as in the scenario")
    switch mode {
    case .like: break
    case .trace: record(&settings, &report)
    case .fit: fit(&settings, &report)
    }
    if like == nil { settings.priorities = priorities }
    if mode != .like || isLibrary { sizes(&settings, &report) }
    return (settings, report)
  }

  /// Whether sizes are those of files, which a written scenario cannot name.
  private var isLibrary: Bool {
    if case .library? = like?.chapters { true } else { false }
  }

  private func record(_ settings: inout WorkloadSettings, _ report: inout WorkloadCalibration) {
    settings.arrivals = .trace(
      jobs.map { TraceEntry(at: $0.arrived, size: $0.size, priority: $0.priority) })
    // Such phases only name stretches of time.
    settings.phases = settings.phases.map {
      PhaseSettings(name: $0.name, rate: 0, duration: $0.duration)
    }
    report.arrivals = "recorded"
  }

  private func fit(_ settings: inout WorkloadSettings, _ report: inout WorkloadCalibration) {
    switch like?.arrivals {
    case .closed?, .burst?:
      report.notes.append("clients and bursts are settings, not measurements")
      return
    default: break
    }
    let end = limits.duration ?? ((jobs.last?.arrived ?? 0) + 1)
    let times = jobs.map(\.arrived).filter { $0 < end }.map(\.seconds)
    let known = phases(until: end)
    let found =
      times.count >= Self.fewest
      ? ArrivalFit(times, end: end.seconds, durations: known?.map(\.duration.seconds)) : nil
    guard let found, found.ties <= Self.mostTies else {
      record(&settings, &report)
      report.notes.append(
        found == nil
          ? "too few arrivals to fit: the recorded ones are taken"
          : "arrivals come several at a time: the recorded ones are taken")
      return
    }
    settings.arrivals = Self.arrivals(found.process)
    settings.phases = found.stretches.enumerated().map { place, stretch in
      PhaseSettings(
        name: known?[place].name ?? "stretch-\(place + 1)", rate: Rounding.rate(stretch.rate),
        duration: known?[place].duration ?? Rounding.duration(seconds: stretch.duration))
    }
    (report.cv, report.poissonPValue) = (found.cv, found.poissonPValue)
    let rates = settings.phases.map { "\($0.rate)/s" }.joined(separator: ", ")
    report.arrivals = "\(Self.name(found.process)) at \(rates)"
    if known?.contains(where: { $0.rate != $0.endRate }) == true {
      report.notes.append("ramps are taken at their mean rates")
    }
  }

  private static func arrivals(_ process: ArrivalFit.Process) -> ArrivalProcess {
    switch process {
    case .constant: .constant
    case .poisson: .poisson
    case .gamma(let cv): .gamma(cv: Rounding.shape(cv))
    }
  }

  private static func name(_ process: ArrivalFit.Process) -> String {
    switch process {
    case .constant: "constant"
    case .poisson: "poisson"
    case .gamma(let cv): "gamma of cv \(Rounding.shape(cv))"
    }
  }

  /// The scenario's phases up to the end of the load, the last one as long as the load is.
  private func phases(until end: Nanoseconds) -> [PhaseSettings]? {
    guard let like, !like.phases.isEmpty else { return nil }
    var start: Nanoseconds = 0
    var phases: [PhaseSettings] = []
    for var phase in like.phases where start < end {
      phase.duration = min(phase.duration, end - start)
      start += phase.duration
      phases.append(phase)
    }
    if start < end { phases[phases.count - 1].duration += end - start }
    return phases
  }

  private var priorities: [WeightedPriority] {
    let known = jobs.compactMap(\.priority)
    guard !known.isEmpty else { return [WeightedPriority(priority: 0)] }
    return Set(known).sorted().map { priority in
      WeightedPriority(
        priority: priority, weight: Double(known.count { $0 == priority }))
    }
  }

  // MARK: Sizes

  private func sizes(_ settings: inout WorkloadSettings, _ report: inout WorkloadCalibration) {
    let sizes = jobs.compactMap(\.size).filter { $0 > 0 }.map { Double($0) }
    guard sizes.count >= Self.fewest, let largest = sizes.max() else {
      if like == nil { report.sizes = "not recorded" }
      return
    }
    let choice = FamilyChoice(
      ItemSample(sums: sizes, counts: sizes.map { _ in 1 }), seed: Self.seed)
    if choice.isPoor {
      settings.chapters = .size(.empirical(EmpiricalValues.taken(sizes, scale: 1)))
      report.sizes = "recorded"
      return
    }
    let size = choice.family.distribution(scale: 1)
    // Several at the largest value are a bound, not chance.
    let isBound = choice.fit != nil && sizes.count { $0 == largest } > 1
    settings.chapters = .size(isBound ? .capped(size, max: largest) : size)
    report.sizes = choice.family.name
    report.sizeDistance = choice.fit?.kolmogorovSmirnov
  }
}

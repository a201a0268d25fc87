import HeadgateCore

/// What `run:` says, before the workloads are known.
struct RunFields {
  private let problems: ProblemList
  private let fields: Fields?
  let seed: UInt64
  let replications: Int
  let duration: Nanoseconds?
  let items: Int?
  let warmup: Nanoseconds
  let findsWarmup: Bool
  private let drainTimeout: Nanoseconds

  static let defaultSeed: UInt64 = 42

  init(_ fields: Fields?, _ problems: ProblemList) {
    self.fields = fields
    self.problems = problems
    if case .seed(let value)? = fields?.value("seed") {
      seed = value
    } else {
      seed = Self.defaultSeed
    }
    replications = fields?.integer("replications") ?? 1
    duration = fields?.duration("duration")
    items = fields?.integer("items")
    switch fields?.durationOrWord("warmup") {
    case .duration(let value)?: (warmup, findsWarmup) = (value, false)
    case .word?: (warmup, findsWarmup) = (0, true)
    case nil: (warmup, findsWarmup) = (0, false)
    }
    drainTimeout = fields?.duration("drainTimeout") ?? 60 * .second
  }

  /// Whether the file says, rightly or wrongly, when load ends.
  var saysEnd: Bool { fields.map { $0.has("duration") || $0.has("items") } ?? false }

  /// Whether the file says, rightly or wrongly, how many jobs there are.
  var saysItems: Bool { fields?.has("items") ?? false }

  /// Where a problem with the value of a key is.
  func place(_ key: String, else other: SourceLocation) -> SourceLocation {
    fields?.entry(key)?.value.location ?? other
  }

  /// When load ends: as `run:` says, else after the longest workload's phases or trace.
  func limits(_ workloads: [WorkloadSettings]) -> LoadLimits {
    var end = duration
    if end == nil, items == nil { end = Self.length(of: workloads) }
    if let end, warmup >= end, warmup > 0, let fields {
      problems.add(
        "the warm-up of \(Measure.duration.written(Double(warmup))) leaves nothing of the "
          + "\(Measure.duration.written(Double(end))) of load to measure",
        at: fields.place("warmup"), hint: "make run.duration longer or run.warmup shorter")
    }
    return LoadLimits(duration: end, items: items, warmup: warmup, drainTimeout: drainTimeout)
  }

  /// The longest workload's phases or trace; `nil` where only traces say when load ends.
  private static func length(of workloads: [WorkloadSettings]) -> Nanoseconds? {
    var phases: Nanoseconds = 0
    var trace: Nanoseconds = 0
    for workload in workloads {
      let sum = workload.phases.reduce(into: Nanoseconds(0)) { sum, phase in
        sum = min(sum, Nanoseconds(ValueKind.longest)) + phase.duration
      }
      phases = max(phases, min(sum, Nanoseconds(ValueKind.longest)))
      if case .trace(let entries) = workload.arrivals, let last = entries.last {
        trace = max(trace, last.at + 1)
      }
    }
    return phases == 0 ? nil : max(phases, trace)
  }
}

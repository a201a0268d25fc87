public import HeadgateModel
public import HeadgateStatistics

/// A gate on measured runs: two builds or two settings, in pairs of random order.
///
/// Each run is one figure a metric. Ten pairs screen; where one metric looks worse, twenty fresh pairs
/// must confirm it, and by an amount that matters. As a coin decides each pair's order, the chance
/// of a false alarm is known exactly, whatever the machine does meanwhile.
public struct LiveGate: Sendable {
  public enum Side: String, Sendable, CaseIterable {
    case baseline, candidate
  }

  /// What is held against the baseline: throughput, what became of the jobs, and how long they took.
  public static let metrics = ["throughput", "completed", "latency.p50", "latency.p99"]

  private let rule: TwoStageGate
  private let orderSeed: UInt64
  private let seed: UInt64
  private let run: @Sendable (Side, _ seed: UInt64) async throws -> RunResult
  private let progress: (@Sendable (ExperimentProgress) -> Void)?
  private let isCancelled: (@Sendable () -> Bool)?

  /// - Parameters:
  ///   - orderSeed: Decides which run of each pair comes first.
  ///   - seed: The scenario's seed in the first pair; each further pair has the next one, so that the
  ///     runs of a pair meet the same arrivals and the same work.
  ///   - run: Carries out one run of a side, in a process of its own.
  public init(
    rule: TwoStageGate, orderSeed: UInt64, seed: UInt64,
    progress: (@Sendable (ExperimentProgress) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil,
    run: @escaping @Sendable (Side, _ seed: UInt64) async throws -> RunResult
  ) {
    self.rule = rule
    self.orderSeed = orderSeed
    self.seed = seed
    self.progress = progress
    self.isCancelled = isCancelled
    self.run = run
  }

  /// What the pairs came to.
  public struct Outcome: Sendable {
    public var metrics: [LiveGateMetric] = []
    public var screeningPairs = 0
    public var confirmingPairs = 0
    public var isInterrupted = false
    /// A run of either side, for what it says of itself.
    public var baseline: RunResult?
    public var candidate: RunResult?
  }

  /// - Throws: `LiveGateError` where the sides cannot be compared; whatever `run` throws.
  public func outcome() async throws -> Outcome {
    var outcome = Outcome()
    let total = rule.screening.pairs + rule.confirmation.pairs
    let orders = PairOrder.random(pairs: total, seed: orderSeed)
    let screening = try await pairs(orders.prefix(rule.screening.pairs))
    outcome.screeningPairs = screening.count
    outcome.baseline = screening.first?.baseline
    outcome.candidate = screening.first?.candidate
    guard screening.count == rule.screening.pairs else {
      outcome.isInterrupted = true
      return outcome
    }
    let columns = try LiveGateColumns(screening)
    outcome.metrics = columns.judged(by: rule)
    guard outcome.metrics.contains(where: { $0.outcome == .suspicious }) else { return outcome }
    let fresh = try await pairs(orders.suffix(rule.confirmation.pairs))
    outcome.confirmingPairs = fresh.count
    guard fresh.count == rule.confirmation.pairs else {
      outcome.isInterrupted = true
      return outcome
    }
    outcome.metrics = columns.judged(by: rule, confirmedBy: try LiveGateColumns(fresh))
    return outcome
  }

  /// Runs pairs one after another; fewer where it is cancelled.
  private func pairs(_ orders: ArraySlice<PairOrder>) async throws -> [LiveGatePair] {
    var pairs: [LiveGatePair] = []
    for index in orders.indices {
      let sides: [Side] =
        orders[index] == .baselineFirst ? [.baseline, .candidate] : [.candidate, .baseline]
      var results: [Side: RunResult] = [:]
      for side in sides {
        if isCancelled?() == true { return pairs }
        let result = try await run(side, seed &+ UInt64(index))
        if result.verdict == .interrupted { return pairs }
        results[side] = result
      }
      guard let baseline = results[.baseline], let candidate = results[.candidate] else { continue }
      pairs.append(LiveGatePair(baseline: baseline, candidate: candidate))
      let first = orders.startIndex
      progress?(
        ExperimentProgress(
          completed: index + 1 - first, total: orders.count,
          fraction: Double(index + 1 - first) / Double(orders.count)))
    }
    return pairs
  }
}

/// Two runs that met the same arrivals and the same work.
struct LiveGatePair {
  var baseline: RunResult
  var candidate: RunResult
}

/// Why a live gate cannot judge.
public enum LiveGateError: Error, Sendable, Equatable {
  /// The sides have other variants than each other, or one has none.
  case variants(baseline: [String], candidate: [String])
}

extension LiveGateError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .variants(let baseline, let candidate):
      "the sides ran different variants: \(baseline.joined(separator: ", ")) and "
        + "\(candidate.joined(separator: ", ")); choose with --controller and --set so that each side "
        + "has the same, or one"
    }
  }
}

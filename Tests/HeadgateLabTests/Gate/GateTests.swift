import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

/// What a gate decides, from results made by hand.
struct GateTests {
  /// One variant's result; a replication's digest is the text of its figures.
  private static func result(
    _ values: [[(String, Double)]], seed: UInt64 = 7, variant: String = "default",
    thresholds: [ThresholdResult] = [], verdict: Verdict = .pass
  ) -> RunResult {
    let replications = values.enumerated().map { index, metrics in
      var replication = ReplicationResult(
        Scenario.fake().variants[0].specification, index, metrics: metrics)
      replication.digest = "\(metrics)"
      return replication
    }
    let names = values.first?.map(\.0) ?? []
    let summary = names.map { name in
      MetricSummary(
        name: name, mean: 0, low: nil, high: nil,
        unit: name.hasPrefix("latency") ? .seconds : name == "throughput" ? .perSecond : .count,
        better: name == "throughput" ? .higher : .lower)
    }
    return RunResult(
      scenarioName: "fake", scenarioSHA256: "00", scenarioText: "", scenarioPath: "fake.yaml",
      seed: seed,
      variants: [
        VariantResult(
          name: variant, settings: [], mode: .sim, replications: replications, summary: summary)
      ], thresholds: thresholds, verdict: verdict, environment: .fake)
  }

  /// Ten universes whose p99 differs from one to the next, times a factor.
  private static func universes(
    latency: Double = 1, throughput: Double = 1, failed: Double = 0, spread: Double = 0
  ) -> [[(String, Double)]] {
    (0..<10).map { index in
      let own = Double(index * 7 % 10)
      return [
        ("throughput", (40 + own) * throughput), ("offered", 1000), ("failed", failed),
        ("latency.p99", (1 + own / 10) * (latency + spread * (index.isMultiple(of: 2) ? 1 : -1))),
      ]
    }
  }

  private static func scenario(_ regressions: [Regression] = []) -> Scenario {
    var scenario = Scenario.fake(replications: 10)
    scenario.variants[0].regressions = regressions
    return scenario
  }

  private static func regression(
    _ metric: String, _ comparison: Comparison, _ share: Double, severity: Severity = .error
  ) -> Regression {
    Regression(
      expression: "\(metric) \(comparison.rawValue) \(share * 100)% of baseline",
      metric: MetricReference(name: metric), comparison: comparison, share: share,
      severity: severity, location: SourceLocation(file: "fake.yaml", line: 9, column: 5))
  }

  private static func gate(
    _ candidate: RunResult, against baseline: RunResult?, _ regressions: [Regression] = [],
    failsOnChange: Bool = false
  ) -> GateResult {
    GateResult(
      candidate, of: scenario(regressions),
      against: baseline.map { GateResult.Baseline($0, label: "main") },
      failsOnChange: failsOnChange)
  }

  @Test("The same figures pass, also where any change fails")
  func same() {
    let gate = Self.gate(
      Self.result(Self.universes()), against: Self.result(Self.universes()),
      [Self.regression("latency.p99", .lessOrEqual, 1)], failsOnChange: true)
    #expect(gate.verdict == .pass)
    #expect(gate.changed.isEmpty)
  }

  @Test(
    "A regression compares mean with mean, and its limit is the baseline's share",
    arguments: [(1.99, true), (2, true), (2.01, false)])
  func regressions(factor: Double, ok: Bool) {
    let gate = Self.gate(
      Self.result(Self.universes(latency: factor)), against: Self.result(Self.universes()),
      [Self.regression("latency.p99", .lessOrEqual, 2)])
    #expect(gate.regressions.map(\.ok) == [ok])
    #expect(gate.verdict == (ok ? .pass : .fail))
  }

  @Test("A missed regression that only warns passes")
  func warning() {
    let gate = Self.gate(
      Self.result(Self.universes(latency: 2)), against: Self.result(Self.universes()),
      [Self.regression("latency.p99", .lessOrEqual, 1.05, severity: .warn)])
    #expect(gate.regressions.map(\.ok) == [false])
    #expect(gate.verdict == .pass)
  }

  @Test("A regression without samples on either side fails", arguments: [true, false])
  func noSamples(isBaseline: Bool) {
    let empty = Self.result(Self.universes().map { $0.filter { $0.0 != "latency.p99" } })
    let full = Self.result(Self.universes())
    let gate = Self.gate(
      isBaseline ? full : empty, against: isBaseline ? empty : full,
      [Self.regression("latency.p99", .lessOrEqual, 1.05)])
    #expect(gate.regressions.map(\.ok) == [false])
    #expect(gate.verdict == .fail)
  }

  @Test("Only replications that both sides have count")
  func sharedReplications() {
    // The candidate's further replications would miss the limit.
    let candidate = Self.universes() + Self.universes(latency: 9)
    let gate = Self.gate(
      Self.result(candidate), against: Self.result(Self.universes()),
      [Self.regression("latency.p99", .lessOrEqual, 1)])
    #expect(gate.regressions.map(\.ok) == [true])
  }

  @Test("Without demands a worse primary metric fails, a better one is an improvement")
  func primary() {
    let baseline = Self.result(Self.universes())
    let worse = Self.gate(Self.result(Self.universes(latency: 1.1)), against: baseline)
    #expect(worse.verdict == .fail)
    #expect(worse.primary.filter(\.isWorse).map(\.metric.name) == ["latency.p99"])
    #expect(
      Self.gate(Self.result(Self.universes(latency: 0.9)), against: baseline).verdict == .improved)
    let slower = Self.gate(Self.result(Self.universes(throughput: 0.9)), against: baseline)
    #expect(slower.primary.filter(\.isWorse).map(\.metric.name) == ["throughput"])
    let losing = Self.gate(Self.result(Self.universes(failed: 5)), against: baseline)
    #expect(losing.primary.filter(\.isWorse).map(\.metric.name) == ["failed"])
  }

  @Test("A change within the margin passes, unless any change is to fail")
  func small() {
    let baseline = Self.result(Self.universes())
    let candidate = Self.result(Self.universes(latency: 1.01))
    #expect(Self.gate(candidate, against: baseline).verdict == .pass)
    let strict = Self.gate(candidate, against: baseline, failsOnChange: true)
    #expect(strict.verdict == .fail)
    #expect(strict.changed.map(\.identity.name) == ["default"])
  }

  @Test("Differences that so few pairs cannot tell from nothing are inconclusive")
  func inconclusive() {
    let gate = Self.gate(
      Self.result(Self.universes(latency: 1.05, spread: 0.2)),
      against: Self.result(Self.universes()))
    #expect(gate.verdict == .inconclusive)
  }

  @Test("Two universes are enough where both are worse by the margin, and not where one is not")
  func everyUniverse() {
    let before = Array(Self.universes().prefix(2))
    var after = before
    after[0][3].1 *= 1.06
    after[1][3].1 *= 30
    #expect(Self.gate(Self.result(after), against: Self.result(before)).verdict == .fail)
    after[0][3].1 = before[0][3].1 * 1.04
    #expect(Self.gate(Self.result(after), against: Self.result(before)).verdict == .inconclusive)
  }

  @Test("A primary metric that only the baseline has samples of fails")
  func vanished() {
    let empty = Self.result(Self.universes().map { $0.filter { $0.0 != "latency.p99" } })
    let gate = Self.gate(empty, against: Self.result(Self.universes()))
    #expect(gate.verdict == .fail)
    #expect(gate.primary.filter(\.isWorse).map(\.metric.name) == ["latency.p99"])
  }

  @Test("A variant that the baseline lacks never passes")
  func missingVariant() {
    let gate = Self.gate(
      Self.result(Self.universes(), variant: "new"), against: Self.result(Self.universes()))
    #expect(gate.verdict == .baselineMissing)
  }

  @Test(
    "A run's own verdict is never overruled by its baseline",
    arguments: [
      (Verdict.fail, GateVerdict.fail), (.undrained, .fail), (.invalid, .invalid),
      (.interrupted, .interrupted),
    ])
  func ownVerdict(verdict: Verdict, expected: GateVerdict) {
    let candidate = Self.result(Self.universes(), verdict: verdict)
    #expect(Self.gate(candidate, against: Self.result(Self.universes())).verdict == expected)
    #expect(Self.gate(candidate, against: nil).verdict == expected)
  }

  @Test("The self-test slows every stage from the first moment to the last")
  func slowed() {
    let slowed = GateSelfTest.slowed(.fake(), by: 2)
    let faults = slowed.variants[0].specification.faults
    #expect(faults.map(\.stage) == [0])
    #expect(faults.allSatisfy { $0.effect == .slowdown(2) && $0.at == 0 && $0.end == .never })
    #expect(GateSelfTest.slowdowns == GateSelfTest.slowdowns.sorted())
  }
}

import HeadgateModel

/// What a small study found.
enum SampleTuning {
  static let environment = RunEnvironment(
    version: "0.1.0", commit: "abc", host: "host", machine: "machine", startedAt: "now",
    wallSeconds: 12)

  private static func place(_ line: Int) -> SourceLocation {
    SourceLocation(file: "space.yaml", line: line, column: 3)
  }

  static let latency = TuningObjective(
    expression: "minimize latency.p99", goal: .minimize,
    metric: MetricReference(name: "latency.p99"))
  static let throughput = TuningObjective(
    expression: "maximize throughput", goal: .maximize, metric: MetricReference(name: "throughput"))

  static func space(_ objectives: [TuningObjective] = [latency]) -> TuningSpace {
    TuningSpace(
      name: "tuned", description: "what it asks", path: "space.yaml", sha256: "aa",
      parameters: [
        TuningParameter(path: "controller.preset", range: .choice(["balanced", "aggressive"])),
        TuningParameter(
          path: "controller.rate",
          range: .real(low: 20, high: 400, unit: "/s", isLogarithmic: true)),
      ],
      objectives: objectives,
      constraints: [
        .relative(
          Regression(
            expression: "throughput >= 99% of baseline",
            metric: MetricReference(name: "throughput"), comparison: .greaterOrEqual, share: 0.99,
            location: place(4))),
        .absolute(
          Threshold(
            expression: "failed < 0.1%", metric: MetricReference(name: "failed"),
            comparison: .less, limit: 0.001, isShareOfOffered: true, location: place(5))),
      ], aggregate: .worst,
      search: TuningSearchSettings(seed: 7, runs: 1_800, replications: 6, population: 16))
  }

  static let settings = [
    VariantSetting(path: "controller.preset", value: "balanced"),
    VariantSetting(path: "controller.rate", value: "183.4/s"),
  ]

  static func finalist(
    _ name: String, _ latency: [Double], isFeasible: Bool = true, replications: Int = 30,
    throughput: [Double]? = nil
  ) -> TuningFinalist {
    TuningFinalist(
      name: name, settings: name.hasPrefix("candidate") ? settings : [],
      objectives: latency.enumerated().map { place, value in
        [value] + (throughput.map { [$0[place]] } ?? [])
      },
      isFeasible: isFeasible, replications: replications)
  }

  private static func contest(
    _ scenario: String, _ opponent: String, _ theirs: Double, _ ratio: Double,
    _ verdict: TuningContestVerdict, isHeldOut: Bool = false, throughputHolds: Bool = true
  ) -> TuningContest {
    TuningContest(
      scenario: scenario, isHeldOut: isHeldOut, opponent: opponent,
      metrics: [
        TuningContestMetric(
          name: "latency.p99", winner: theirs * ratio, opponent: theirs, ratio: ratio,
          low: ratio - 0.02, high: ratio + 0.03, verdict: verdict),
        TuningContestMetric(
          name: "throughput", winner: 18.1, opponent: 18.2, ratio: 0.995, low: 0.994, high: 0.996,
          verdict: .same),
        TuningContestMetric(
          name: "failed", winner: 0, opponent: 0, ratio: nil, low: nil, high: nil,
          verdict: .unclear),
      ],
      constraints: [
        TuningConstraintOutcome(
          expression: "throughput >= 99% of baseline", winner: 18.1,
          winnerHolds: throughputHolds, opponent: 18.2, opponentHolds: true),
        TuningConstraintOutcome(
          expression: "failed < 0.1%", winner: 0, winnerHolds: true,
          opponent: opponent == "aggressive" ? 0.0021 : nil,
          opponentHolds: false),
      ])
  }

  static let validation = [
    contest("congestion", TuningContest.asItStands, 11.3, 0.687, .better),
    contest("congestion", "balanced", 11.3, 0.687, .better),
    contest("congestion", "aggressive", 7.9, 1.004, .same),
    contest("burst", TuningContest.asItStands, 2.31, 0.951, .unclear, isHeldOut: true),
    contest("burst", "balanced", 2.31, 0.951, .unclear, isHeldOut: true),
    contest(
      "burst", "aggressive", 1.87, 1.21, .worse, isHeldOut: true, throughputHolds: false),
  ]

  static let history = (0..<24).map { generation in
    TuningGeneration(
      generation: generation, runs: 96 + generation * 74,
      best: generation == 0 ? [] : [11.2 - Double(generation) * 0.1],
      progress: generation == 0 ? nil : -0.01 * Double(generation),
      feasible: min(1, Double(generation) / 8), abandoned: generation % 4)
  }

  static let better = TuningResult(
    space: space(),
    scenarios: [
      TuningScenarioName(
        name: "congestion", path: "congestion.yaml", sha256: "c0", isHeldOut: false),
      TuningScenarioName(name: "burst", path: "burst.yaml", sha256: "b0", isHeldOut: true),
    ],
    history: history,
    runs: TuningRuns(
      search: 1_798, choice: 406, validation: 240, importance: 60, candidates: 384, invalid: 3),
    finalists: [
      finalist("candidate 41", [7.83], replications: 73),
      finalist("candidate 7", [7.91], isFeasible: false), finalist("balanced", [11.3]),
    ],
    front: [], winner: finalist("candidate 41", [7.83], replications: 73),
    validation: validation,
    importance: [
      TuningImportance(
        path: "controller.rate", value: "183.4/s", reference: "50/s", loss: 0.3, low: 0.27,
        high: 0.33, explained: 0.61),
      TuningImportance(
        path: "controller.preset", value: "balanced", reference: nil, loss: nil, low: nil,
        high: nil, explained: 0.08),
    ],
    confirmation: nil, verdict: .better, environment: environment)

  /// Two objectives on two scenarios, put to the test on the wall clock.
  static var front: TuningResult {
    var result = better
    result.space = space([latency, throughput])
    result.scenarios[1].isHeldOut = false
    let members = [
      finalist("candidate 41", [7.83, 2.2], throughput: [18.1, 30.2]),
      finalist("candidate 9", [9.1, 2.4], throughput: [18.9, 31.7]),
    ]
    result.front = members
    result.finalists =
      members + [
        finalist("balanced", [11.3, 2.3], isFeasible: false, throughput: [18.2, 30.1])
      ]
    result.winner = members[0]
    result.history = history.map { generation in
      var generation = generation
      if !generation.best.isEmpty { generation.best.append(18) }
      return generation
    }
    result.confirmation = TuningConfirmation(
      scenario: "congestion",
      entrants: [
        .init(name: "candidate 41", simulated: 7.83, measured: 7.9, runs: [7.8, 7.9, 8.0]),
        .init(name: "balanced", simulated: 11.3, measured: 11.1, runs: [11.0, 11.1, 11.6]),
      ], pairs: 1, agreeing: 1)
    result.verdict = .equivalent
    return result
  }

  /// Nothing kept the constraints.
  static var refused: TuningResult {
    var result = better
    (result.winner, result.validation, result.importance) = (nil, [], [])
    result.finalists = []
    result.history = [
      TuningGeneration(
        generation: 0, runs: 96, best: [], progress: nil, feasible: 0, abandoned: 0)
    ]
    result.verdict = .refused("nothing that was looked at keeps the constraints")
    return result
  }
}

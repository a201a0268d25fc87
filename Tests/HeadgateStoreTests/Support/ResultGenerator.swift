import HeadgateModel

/// Results of every shape from a seed: odd text, empty lists, extreme numbers.
struct ResultGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func result() -> RunResult {
    let path = text()
    return RunResult(
      scenarioName: text(), scenarioSHA256: text(), scenarioText: text() + "\n" + text(),
      scenarioPath: path, seed: next(), variants: list(4) { $0.variant($1) },
      thresholds: list(4) { generator, _ in generator.threshold(path) },
      verdict: pick(Verdict.allCases),
      environment: RunEnvironment(
        version: text(), commit: text(), host: text(), machine: text(), startedAt: text(),
        wallSeconds: number()))
  }

  /// The bytes with one to four of them changed, left out, doubled or moved in from elsewhere.
  mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    var damaged = bytes
    for _ in 0...(next() % 4) where !damaged.isEmpty {
      let place = Int(next() % UInt64(damaged.count))
      switch next() % 4 {
      case 0: damaged[place] = UInt8(truncatingIfNeeded: next())
      case 1: damaged.remove(at: place)
      case 2: damaged.insert(pick(Array("{}[]\",:0-e.\\n".utf8)), at: place)
      default: damaged[place] = pick(bytes)
      }
    }
    return damaged
  }

  private mutating func variant(_ index: Int) -> VariantResult {
    VariantResult(
      name: text(),
      settings: list(3) { VariantSetting(path: $0.text() + "\($1)", value: $0.text()) },
      mode: pick(RunMode.allCases), replications: list(3) { $0.replication($1) },
      summary: list(5) { generator, index in
        let hasInterval = generator.flag()
        return MetricSummary(
          name: generator.text() + "\(index)", mean: generator.number(),
          low: hasInterval ? generator.number() : nil,
          high: hasInterval ? generator.number() : nil, unit: generator.pick(MetricUnit.allCases),
          better: generator.pick(MetricDirection.allCases))
      })
  }

  private mutating func replication(_ index: Int) -> ReplicationResult {
    ReplicationResult(
      replication: integer(), seed: next(), digest: text(),
      metrics: list(8) { MetricValue(name: $0.text() + "\($1)", value: $0.number()) },
      histograms: list(4) { $0.histogram($1) },
      series: TimeSeries(
        step: Int64(integer()),
        lines: list(4) { generator, index in
          SeriesLine(
            name: generator.text() + "\(index)",
            values: generator.list(6) { generator, _ in
              generator.flag() ? generator.number() : .nan
            })
        }),
      decisions: list(4) { generator, _ in
        Decision(
          time: Int64(generator.integer()), subject: generator.text(), from: generator.text(),
          to: generator.text(), reason: generator.text())
      },
      decisionCount: integer(),
      checks: list(3) { generator, _ in
        SelfCheck(name: generator.text(), holds: generator.flag(), detail: generator.text())
      }, inFlight: integer(), elapsed: Int64(integer()), events: next(),
      overhead: flag() ? nil : [overhead()] + list(3) { generator, _ in generator.overhead() })
  }

  private mutating func overhead() -> StageOverhead {
    StageOverhead(stage: text(), batches: next(), overshoot: delay(), dispatch: delay())
  }

  private mutating func delay() -> StageOverhead.Delay {
    StageOverhead.Delay(mean: number(), p50: number(), p99: number(), max: number())
  }

  private mutating func histogram(_ index: Int) -> HistogramRecord {
    var indexes = list(6) { generator, _ in UInt32(truncatingIfNeeded: generator.next()) }.sorted()
    if flag() { indexes = [0, .max] }
    return HistogramRecord(
      name: text() + "\(index)", indexes: indexes, counts: indexes.map { _ in next() },
      sum: number(), maximum: Int64(integer()))
  }

  private mutating func threshold(_ path: String) -> ThresholdResult {
    ThresholdResult(
      threshold: Threshold(
        expression: text(),
        metric: MetricReference(
          name: text(),
          tags: list(3) { generator, _ in
            MetricTag(key: generator.pick(MetricTag.Key.allCases), value: generator.text())
          }),
        comparison: pick([.less, .lessOrEqual, .greater, .greaterOrEqual, .equal]),
        limit: number(), isShareOfOffered: flag(), severity: pick([.error, .warn]),
        location: SourceLocation(
          file: flag() ? path : text(), line: integer(), column: integer())),
      variant: text(), mode: pick(RunMode.allCases), observed: flag() ? number() : nil, ok: flag())
  }

  // MARK: Parts

  private mutating func text() -> String {
    let pieces = [
      "", "latency.p99", "{priority: 10}", "\"", "\\", "\n", "\r\n", "\t", "\u{0}", "\u{1b}[31m",
      "é", "e\u{301}", "章", "🧑‍🚀", "\u{2028}", "\u{feff}", "'; DROP TABLE runs; --", "</script>",
      " ", "null", "\u{10ffff}", "\u{7f}",
    ]
    var text = ""
    for _ in 0..<next() % 4 { text += pick(pieces) }
    return text
  }

  private mutating func number() -> Double {
    switch next() % 4 {
    case 0:
      return pick([
        0, 1, -1, 0.1, 1e-7, .leastNonzeroMagnitude, .leastNormalMagnitude,
        .greatestFiniteMagnitude, 1e15, 1e16,
        9_007_199_254_740_991, 9_007_199_254_740_992, -9_007_199_254_740_994, 1e22, 1.0 / 3,
      ])
    case 1: return Double(Int64(bitPattern: next()) >> (next() % 60))
    case 2: return Double(next() >> 11) * 0x1p-53
    default:
      let value = Double(bitPattern: next())
      return value.isFinite ? value : 2.5
    }
  }

  private mutating func integer() -> Int {
    flag() ? Int(next() % 100) : pick([.max, .min, 0, 1_000_000_001, -1, 1_500_000_000])
  }

  private mutating func flag() -> Bool { next() & 1 == 0 }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(next() % UInt64(elements.count))]
  }

  private mutating func list<Element>(
    _ most: UInt64, _ element: (inout ResultGenerator, Int) -> Element
  ) -> [Element] {
    (0..<Int(next() % (most + 1))).map { element(&self, $0) }
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

import HeadgateModel

/// A prediction's figures beside the measured ones: end to end, job by job, then stage by stage.
struct FidelityTable {
  private let variant: FidelityVariant
  private let hasLegend: Bool

  init(_ variant: FidelityVariant, hasLegend: Bool) {
    self.variant = variant
    self.hasLegend = hasLegend
  }

  var table: Table {
    let headers = ["", "", "sim", "live", "off by", "calibrated", "runs", "band"]
    return Table(
      columns: headers.enumerated().map {
        Table.Column(headers: [$1], alignment: $0 < 2 ? .left : .right)
      }, leading: 2, groups: [groups(ofRun), [jobs], groups(ofStages)].flatMap { $0 },
      legend: hasLegend ? Self.legend : nil)
  }

  private static let legend =
    "off by: how far sim is from live, median over runs, + where sim is higher; calibrated: the same "
    + "with the machine's overhead in the simulator; runs: how far live runs are from each other; "
    + "✓ inside the band, ✗ outside, ~ runs differ too much to say; wasserstein, shape (what no shift "
    + "explains) and ks are distances of distributions"

  private var ofRun: [String] { ["", "latency"] }

  private var ofStages: [String] {
    var kinds: [String] = []
    for measure in variant.raw.measures {
      let kind = Self.kind(measure)
      if !ofRun.contains(kind), !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }

  private func groups(_ kinds: [String]) -> [Table.Group] {
    kinds.compactMap { kind in
      let places = variant.raw.measures.indices.filter {
        Self.kind(variant.raw.measures[$0]) == kind
      }
      guard !places.isEmpty else { return nil }
      return Table.Group(
        title: kind.isEmpty ? "Jobs" : kind, rows: places.map(row),
        note: places.lazy.compactMap { variant.raw.measures[$0].note }.first)
    }
  }

  /// The name up to its last part: `embed.wait` of `embed.wait.p95`; empty of the whole run's.
  private static func kind(_ measure: FidelityMeasure) -> String {
    measure.name.split(separator: ".").dropLast().joined(separator: ".")
  }

  private func row(_ place: Int) -> Table.Row {
    let measure = variant.raw.measures[place]
    let calibrated = variant.calibrated?.measures.first { $0.name == measure.name }
    let scale = FigureScale(
      measure.unit, values: [measure.predicted, measure.measured].compactMap { $0 })
    func figure(_ value: Double?) -> Table.Cell { Table.Cell(value.map(scale.text) ?? "") }
    return Table.Row([
      Table.Cell(measure.name.split(separator: ".").last.map(String.init) ?? measure.name),
      Table.Cell(measure.predicted == nil ? "" : scale.unit), figure(measure.predicted),
      figure(measure.measured), Self.distance(measure), calibrated.map(Self.distance) ?? blank,
      Table.Cell(Self.percent(measure.floor)),
      Table.Cell(measure.band.map { Self.percent($0) } ?? ""),
    ])
  }

  static func distance(_ measure: FidelityMeasure) -> Table.Cell {
    let isNegative = (measure.error ?? 0) < 0
    let sign = measure.error == nil ? "" : isNegative ? "-" : "+"
    let mark: Mark =
      switch measure.verdict {
      case .pass: .held
      case .fail: .missed
      case .inconclusive: .undecided
      case .unjudged: .none
      }
    let text = percent(measure.distance)
    return Table.Cell(text == percent(0) ? text : sign + text, mark: mark)
  }

  static func percent(_ share: Double) -> String {
    Decimal.fixed(share * 100, decimals: share.magnitude < 0.1 ? 2 : 1) + "%"
  }

  private var blank: Table.Cell { Table.Cell("") }

  private var jobs: Table.Group {
    let (raw, calibrated) = (variant.raw.agreement, variant.calibrated?.agreement)
    func row(_ name: String, _ share: KeyPath<JobAgreement, Double>, _ between: Double)
      -> Table.Row
    {
      Table.Row([
        Table.Cell(name), blank, blank, blank, Table.Cell(Self.percent(raw[keyPath: share])),
        Table.Cell(calibrated.map { Self.percent($0[keyPath: share]) } ?? ""),
        Table.Cell(Self.percent(between)), blank,
      ])
    }
    let counts = [raw.lostInPrediction, raw.lostInMeasurement].map {
      Decimal.fixed($0, decimals: $0 == $0.rounded() ? 0 : 1)
    }
    return Table.Group(
      title: "Job by job",
      rows: [
        row("ends alike", \.sameOutcome, raw.sameOutcomeBetweenRuns),
        row("as fast", \.withinLatency, raw.withinLatencyBetweenRuns),
      ],
      note:
        "lost in sim alone: \(counts[0]), live alone: \(counts[1]); as fast: within 10 % or 1 ms")
  }
}

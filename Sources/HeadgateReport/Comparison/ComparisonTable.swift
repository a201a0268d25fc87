import HeadgateModel

/// One variant's metrics side by side: either figure, the difference with its interval, the p value,
/// and what it comes to.
struct ComparisonTable {
  /// Shown whatever they come to.
  private static let primary = [
    "throughput", "latency.mean", "latency.p50", "latency.p95", "latency.p99", "failed", "rejected",
    "shed",
  ]
  /// Of the others that moved at most so many are shown.
  private static let mostOthers = 16

  private let variant: VariantComparison
  private let labels: (baseline: String, candidate: String)
  private let isComplete: Bool
  private let hasLegend: Bool

  init(
    _ variant: VariantComparison, labels: (baseline: String, candidate: String), isComplete: Bool,
    hasLegend: Bool
  ) {
    self.variant = variant
    self.labels = labels
    self.isComplete = isComplete
    self.hasLegend = hasLegend
  }

  /// Metrics of which one side has no sample.
  var missing: [String] {
    let sides = [
      (labels.baseline, variant.metrics.filter { $0.baselineValues.isEmpty }),
      (labels.candidate, variant.metrics.filter { $0.candidateValues.isEmpty }),
    ]
    return sides.compactMap { label, metrics in
      guard !metrics.isEmpty else { return nil }
      let names = metrics.prefix(6).map(\.name).joined(separator: ", ")
      return "NO SAMPLES in \(label): \(names)"
        + (metrics.count > 6 ? " and \(metrics.count - 6) more" : "")
    }
  }

  var table: Table? {
    let metrics = variant.metrics.filter {
      !$0.baselineValues.isEmpty && !$0.candidateValues.isEmpty
    }
    let first = metrics.filter { Self.primary.contains($0.name) }
    let others = metrics.filter { !Self.primary.contains($0.name) }
    let moved = others.filter(hasMoved)
    let shown = isComplete ? others : chosen(moved)
    let left = moved.count - shown.count
    let rows = first.map(row) + shown.map(row)
    guard !rows.isEmpty else { return nil }
    let note = !isComplete && left > 0 ? "and \(left) more that moved; --all shows them" : nil
    return Table(
      columns: SideHeads(labels).columns(before: ["", ""], after: ["difference", "p"]),
      leading: 2, groups: [Table.Group(rows: rows, note: note)], legend: hasLegend ? legend : nil)
  }

  /// Whether a metric is better or worse, and says what no other says: not the same metric of the
  /// whole run, nor that of corrected latency, nor the parts of the latency shown below.
  private func hasMoved(_ metric: MetricComparison) -> Bool {
    guard metric.outcome == .better || metric.outcome == .worse else { return false }
    if TimePartsTable.isPart(metric.name) { return false }
    let bare = String(metric.name.prefix { $0 != "{" })
    let plain = bare.replacing("latency.uncorrected.", with: "latency.")
    return plain == metric.name || variant.metric(plain)?.outcome != metric.outcome
  }

  /// Of those that moved the ones of the whole run before those of a class of jobs.
  private func chosen(_ moved: [MetricComparison]) -> [MetricComparison] {
    guard moved.count > Self.mostOthers else { return moved }
    return Array(moved.filter { !$0.name.contains("{") }.prefix(Self.mostOthers))
  }

  private func row(_ metric: MetricComparison) -> Table.Row {
    let scale = FigureScale(metric.unit, values: [metric.baselineMean, metric.candidateMean])
    return Table.Row(
      [
        Table.Cell(metric.name), Table.Cell(scale.unit),
        Table.Cell(scale.text(metric.baselineMean)),
        Table.Cell(scale.text(metric.candidateMean)), difference(metric),
        Table.Cell(Self.pValue(metric)),
      ], note: note(metric))
  }

  private func difference(_ metric: MetricComparison) -> Table.Cell {
    guard metric.outcome != .identical else { return Table.Cell("0", mark: .same) }
    let text = DifferenceText(metric)
    let bounds = [metric.low, metric.high].compactMap { $0 }
    return Table.Cell(
      text.text(metric.estimate),
      aside: bounds.count == 2 ? "(\(text.text(bounds[0])) to \(text.text(bounds[1])))" : "",
      mark: Mark(metric.outcome))
  }

  private static func pValue(_ metric: MetricComparison) -> String {
    guard metric.outcome != .identical else { return "" }
    guard let p = metric.adjustedPValue ?? metric.pValue else {
      return metric.low == nil ? "-" : "exact"
    }
    return ProbabilityText.text(p)
  }

  private func note(_ metric: MetricComparison) -> String? {
    guard isComplete || Self.primary.contains(metric.name), let needed = metric.replicationsNeeded
    else { return nil }
    return metric.outcome == .unreachable
      ? "no difference could be significant: it takes \(needed) repetitions a side"
      : "undecided: about \(Decimal.grouped(needed)) replications would tell"
  }

  private var legend: String {
    let how =
      variant.basis == .paired
      ? "the 95 % interval over the pairs; p: paired t"
      : "the 95 % interval of the median of all differences; p: Mann and Whitney"
    return
      "in brackets \(how), adjusted over the table (Benjamini-Hochberg); + better and - worse by "
      + "the margin or more, = the same within it, ~ undecided"
  }
}

extension Mark {
  init(_ outcome: ComparisonOutcome) {
    self =
      switch outcome {
      case .better: .better
      case .worse: .worse
      case .identical, .equivalent, .small: .same
      case .inconclusive, .unreachable: .undecided
      case .different: .none
      }
  }
}

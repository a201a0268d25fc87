import HeadgateModel

/// The primary metrics against the baseline, where the scenario demands nothing of its own.
struct PrimaryTable {
  private let columns: VariantColumns
  private let findings: [PrimaryFinding]

  init(_ columns: VariantColumns, findings: [PrimaryFinding]) {
    self.columns = columns
    self.findings = findings
  }

  var table: Table? {
    guard !findings.isEmpty else { return nil }
    var names: [String] = []
    for finding in findings where !names.contains(finding.metric.name) {
      names.append(finding.metric.name)
    }
    return columns.table(
      title: "Primary metrics against the baseline",
      groups: [Table.Group(rows: names.map(row))],
      legend: "in brackets the 95 % interval; worse (✗) is what is worse by its margin with an "
        + "adjusted p of at most 1 % over all of these, or in every replication")
  }

  private func row(_ name: String) -> Table.Row {
    let cells = columns.variants.map { variant -> Table.Cell in
      let finding = findings.first {
        $0.metric.name == name && $0.identity == variant.identity
      }
      guard let metric = finding?.metric else { return Table.Cell("-") }
      if metric.candidateValues.isEmpty {
        return Table.Cell("no samples", mark: finding?.isWorse == true ? .missed : .undecided)
      }
      let text = DifferenceText(metric)
      let interval = metric.low.flatMap { low in
        metric.high.map { "(\(text.text(low)) to \(text.text($0)))" }
      }
      return Table.Cell(
        metric.outcome == .identical ? "same" : text.text(metric.estimate),
        aside: metric.outcome == .identical ? "" : interval ?? "",
        mark: finding?.isWorse == true ? .missed : Mark(metric.outcome))
    }
    return Table.Row([Table.Cell(name), Table.Cell("")] + cells)
  }
}

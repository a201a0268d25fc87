import HeadgateModel

/// The figures of a run: jobs, latency, where it was spent, stages, controller.
struct FiguresTable {
  private let variants: [VariantResult]
  private let columns: VariantColumns

  init(_ columns: VariantColumns) {
    self.columns = columns
    variants = columns.variants
  }

  /// What the figures are of.
  enum Part: CaseIterable {
    case jobs, latency, classes, timeParts, stages, controller
  }

  var table: Table {
    columns.table(
      title: "Figures", groups: Part.allCases.compactMap(group), legend: legend)
  }

  /// Some of the figures alone, without a title; `nil` where there are none.
  func table(of parts: [Part]) -> Table? {
    var groups = parts.compactMap(group)
    guard !groups.isEmpty else { return nil }
    // Alone, a group says nothing that the table's place does not.
    if groups.count == 1 { groups[0].title = nil }
    var table = columns.table(title: "", groups: groups, legend: legend)
    table.title = nil
    return table
  }

  private func group(_ part: Part) -> Table.Group? {
    switch part {
    case .jobs: jobs
    case .latency: latency
    case .classes: classes
    case .timeParts: timeParts
    case .stages: stages
    case .controller: controller
    }
  }

  private func rows(_ names: [String]) -> [FigureRow] {
    names.map { FigureRow($0, variants) }.filter(\.exists)
  }

  private func group(_ title: String, _ rows: [FigureRow], note: String? = nil) -> Table.Group? {
    rows.isEmpty ? nil : Table.Group(title: title, rows: rows.map(\.row), note: note)
  }

  private var jobs: Table.Group? {
    let always = rows(["throughput", "offered", "completed"])
    let losses = rows(["failed", "rejected", "shed", "cancelled", "inFlight"])
    let none = losses.filter { $0.isEverywhere(0) }.map(\.name)
    let retries =
      rows(["retryAmplification", "workAmplification"]).filter { !$0.isEverywhere(1) }
      + rows(["recovery"])
    return group(
      "Jobs", always + losses.filter { !$0.isEverywhere(0) } + retries,
      note: none.isEmpty ? nil : "0 everywhere: " + none.joined(separator: ", "))
  }

  private var latency: Table.Group? {
    group("Latency", rows(["mean", "p50", "p95", "p99", "max"].map { "latency.\($0)" }))
  }

  /// p99 by workload and priority, where there is more than one of them.
  private var classes: Table.Group? {
    let prefixes = ["latency.p99{workload: ", "latency.p99{priority: "]
    let names = prefixes.flatMap { prefix -> [String] in
      var names: [String] = []
      for name in variants.flatMap({ $0.summary.map(\.name) })
      where name.hasPrefix(prefix) && !name.contains(",") && !names.contains(name) {
        names.append(name)
      }
      return names.count > 1 ? names : []
    }
    return group("By workload and priority", rows(names))
  }

  private var stages: Table.Group? {
    let rows = rows(
      StageNames.of(variants).flatMap {
        ["\($0).utilization", "\($0).blocked", "\($0).buffer.mean"]
      })
    let never = rows.filter { $0.name.hasSuffix(".blocked") && $0.isEverywhere(0) }.map(\.name)
    return group(
      "Stages", rows.filter { !never.contains($0.name) },
      note: never.isEmpty ? nil : "0 everywhere: " + never.joined(separator: ", "))
  }

  private var controller: Table.Group? {
    group(
      "Controller",
      rows(
        [
          "multiplier.mean", "multiplier.min", "multiplier.max", "changes", "limit.mean",
          "limit.min", "limit.max",
        ].map { "controller.\($0)" }
      ))
  }

  private var timeParts: Table.Group? {
    TimePartsGroup(variants).group
  }

  private var legend: String? {
    let most = variants.map(\.replications.count).max() ?? 0
    let interval =
      most > 1
      ? "± half the 95 % interval of the mean over \(most) replications"
      : "one replication: figures have no interval"
    guard variants.count > 1 else { return interval }
    return interval
      + (most > 1 ? "; * best, its interval apart from every other" : "; * best of this one")
  }
}

import HeadgateModel

/// The tables of a capacity search: answers, utilization there, and all that was tried.
struct CapacityTables {
  private let result: CapacityResult
  private let text: CapacityText

  init(_ result: CapacityResult) {
    self.result = result
    text = CapacityText(question: result.question)
  }

  private func column(_ header: String, _ alignment: Table.Alignment = .right) -> Table.Column {
    Table.Column(headers: [header], alignment: alignment)
  }

  /// What the variants are told apart by, as a heading.
  private var variantHeader: String {
    let paths = result.variants.first?.settings.map(\.path) ?? []
    guard result.variants.allSatisfy({ $0.settings.map(\.path) == paths }) else { return "variant" }
    return paths.map { $0.replacing("pipeline.stages.", with: "") }.joined(separator: ", ")
  }

  private func label(_ variant: CapacityVariant) -> String {
    variantHeader == "variant" || variant.settings.isEmpty
      ? variant.name : variant.settings.map(\.value).joined(separator: ", ")
  }

  /// The last part of the setting's name, or `load`.
  private var positionHeader: String {
    guard case .setting(let path, _) = result.question else { return "load" }
    return path.split(separator: ".").suffix(2).joined(separator: ".")
  }

  private var hasClients: Bool {
    result.variants.contains { $0.answered?.clients != nil }
  }

  var answers: Table {
    var columns = [
      column(variantHeader, .left), column(positionHeader), column("95 %"), column("offered"),
      column("completed"),
    ]
    if hasClients { columns.append(column("clients")) }
    columns.append(column("paced by", .left))
    return Table(
      title: "Capacity", columns: columns, leading: 1,
      groups: [Table.Group(rows: result.variants.map(answer))], legend: legend)
  }

  private var legend: String {
    let edge = text.isLoad ? "load" : "value"
    return
      "95 %: the \(edge) within the intervals of the figures that decide, over universes; paced "
      + "by: what jobs wait for just beyond it"
  }

  private func answer(_ variant: CapacityVariant) -> Table.Row {
    guard let trial = variant.answered else {
      let cells = [label(variant), "none"] + Array(repeating: "", count: hasClients ? 5 : 4)
      return Table.Row(cells.map { Table.Cell($0) }, note: noAnswer(variant))
    }
    let isLast = variant.broken == nil && text.isLoad
    var cells = [
      Table.Cell(label(variant)),
      Table.Cell((isLast ? "≥ " : "") + text.position(trial.position)),
      Table.Cell(text.interval(variant)), Table.Cell(rate(trial.offered)),
      Table.Cell(rate(trial.throughput)),
    ]
    if hasClients { cells.append(Table.Cell(trial.clients.map { Decimal.grouped($0) } ?? "")) }
    cells.append(Table.Cell(text.bottleneck(variant)))
    return Table.Row(cells, note: note(variant))
  }

  private func rate(_ value: Double?) -> String {
    value.map { FigureText.text($0, .perSecond) } ?? "-"
  }

  private func note(_ variant: CapacityVariant) -> String? {
    let broken = variant.broken.map {
      "at \(text.position($0.position)): \(text.reasons($0))"
    }
    let own = ownLoad(variant)
    let lines = [broken ?? nothingBreaks(variant), own, text.oddity(variant)].compactMap { $0 }
    return lines.isEmpty ? nil : lines.joined(separator: "; ")
  }

  private func nothingBreaks(_ variant: CapacityVariant) -> String? {
    guard text.isLoad, let last = variant.trials.last else { return nil }
    return "nothing breaks up to \(text.position(last.position))"
  }

  /// What is wrong at the scenario's own load where the answer is beyond it.
  private func ownLoad(_ variant: CapacityVariant) -> String? {
    guard text.isLoad, let own = variant.trials.first(where: { $0.position == 1 }), !own.meets,
      let answered = variant.answered, answered.position > 1
    else { return nil }
    return "at its own load: \(text.reasons(own))"
  }

  private func noAnswer(_ variant: CapacityVariant) -> String {
    guard let first = variant.trials.first, let last = variant.trials.last else { return "" }
    return "at \(text.position(first.position)): \(text.reasons(first)); at "
      + "\(text.position(last.position)): \(text.reasons(last))"
  }

  var utilization: Table {
    var stages: [String] = []
    for stage in result.variants.flatMap({ $0.answered?.stages ?? [] })
    where !stages.contains(stage.name) {
      stages.append(stage.name)
    }
    return Table(
      title: "Utilization there",
      columns: [column(variantHeader, .left)] + stages.map { column($0) }, leading: 1,
      groups: [
        Table.Group(
          rows: result.variants.filter { $0.answer != nil }.map { variant in
            Table.Row(
              [Table.Cell(label(variant))]
                + stages.map { name in
                  let stage = variant.answered?.stages.first { $0.name == name }
                  return Table.Cell(stage.map { percent($0.utilization) } ?? "-")
                })
          })
      ])
  }

  private func percent(_ share: Double) -> String {
    Decimal.fixed(share * 100, decimals: 1) + " %"
  }

  /// Every trial of a variant, with each threshold's figure.
  func trials(_ variant: CapacityVariant) -> Table {
    let demands = variant.trials.first?.demands.map(\.threshold) ?? []
    return Table(
      title: "Tried: \(variant.name)",
      columns: [column(positionHeader), column("offered")]
        + demands.map { column($0.expression) } + [column("busiest")],
      leading: 1,
      groups: [Table.Group(rows: variant.trials.map { row($0) })])
  }

  private func row(_ trial: CapacityTrial) -> Table.Row {
    let figures = trial.demands.map {
      Table.Cell(text.figure($0), mark: $0.ok ? .held : .missed)
    }
    let busiest = trial.busiestStage.map { "\($0.name) \(percent($0.utilization))" } ?? ""
    return Table.Row(
      [
        Table.Cell(
          text.position(trial.position), mark: trial.undrained > 0 ? .missed : .none),
        Table.Cell(rate(trial.offered)),
      ] + figures + [Table.Cell(busiest)],
      note: trial.undrained > 0
        ? "not drained in " + RunReport.counted(trial.undrained, "replication") : nil)
  }
}

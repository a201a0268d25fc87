import HeadgateCore
import HeadgateModel
import HeadgateReport

/// The presets and what they set.
struct PresetTables {
  private let controllers = ControllerPreset.allCases
  private let environments = EnvironmentPreset.allCases
  private let files: PresetFolder

  init(files: PresetFolder) {
    self.files = files
  }

  var document: Document {
    let tables = ControllerTables()
    var parts: [Document.Part] = [.table(tables.rateTable), .table(tables.limitTable)]
    parts += controllers.map { .text("\($0.rawValue): \($0.summary)") }
    parts.append(
      .text(
        "Used as `controller: balanced`, `{preset: balanced, rate: 60/s}` or, both at once, "
          + "`{preset: balanced, limit: {algorithm: vegas}}`."))
    parts.append(.table(environmentTable))
    parts += environments.map { .text("\($0.rawValue): \($0.summary)") }
    parts.append(
      .text("Used as `pipeline: {environment: standard}`; what stands beside it overrides it."))
    return Document(parts + fileParts)
  }

  /// The presets of files; nothing where there are none.
  private var fileParts: [Document.Part] {
    var rows: [Table.Row] = []
    var broken: [Document.Part] = []
    for name in files.names() {
      do throws(InvalidScenario) {
        guard let preset = try files.load(name) else { continue }
        rows += preset.settings.enumerated().map { position, setting in
          Table.Row(
            [
              Table.Cell(position == 0 ? name : ""), Table.Cell(setting.path),
              Table.Cell(setting.value),
            ])
        }
      } catch {
        broken += error.problems.map { .alarm("\($0)") }
      }
    }
    guard !rows.isEmpty else { return broken }
    let table = Table(
      title: "Presets of \(files.path)",
      columns: ["preset", "setting", "value"].map { Table.Column(headers: [$0]) }, leading: 2,
      groups: [Table.Group(rows: rows)])
    let use = "Used as `--preset NAME`, all settings; as `controller: NAME`, the controller alone."
    return [.table(table), .text(use)] + broken
  }

  private var environmentTable: Table {
    let rows = stageNames.flatMap { stage in
      func row(_ name: String, _ value: (StageSettings) -> String) -> [String] {
        ["\(stage).\(name)"]
          + environments.map { $0.stages.first { $0.name == stage }.map(value) ?? "-" }
      }
      return [
        row("workers") { "\($0.workers)" },
        row("batch.size") { "\($0.batchSize)" },
        row("batch.linger") { SpanText.text(seconds: $0.linger.seconds) },
        row("buffer") { $0.buffer.map { "\($0)" } ?? "unlimited" },
      ]
    }
    return Self.table(
      "Environments", names: environments.map(\.rawValue),
      rows: [["controller"] + environments.map(\.controller.rawValue)] + rows)
  }

  private var stageNames: [String] {
    var names: [String] = []
    for name in environments.flatMap({ $0.stages.map(\.name) }) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  private static func table(_ title: String, names: [String], rows: [[String]]) -> Table {
    Table(
      title: title,
      columns: [Table.Column(headers: [""])]
        + names.map { Table.Column(headers: [$0], alignment: .right) },
      leading: 1,
      groups: [Table.Group(rows: rows.map { Table.Row($0.map { Table.Cell($0) }) })])
  }
}

import HeadgateModel

/// A study on the page: the verdict and the settings first, then what they are worth, what matters,
/// and how the search went.
struct TuningPage {
  private let result: TuningResult

  init(_ result: TuningResult) {
    self.result = result
  }

  var view: RunView {
    let (kind, word) = TuningVerdictText.words(result.verdict)
    return RunView(
      id: "study", heading: PageHeading.text(result.space.name, isTitle: true),
      description: result.space.description,
      verdict: RunView.Verdict(
        kind: HTMLText(escaping: kind), word: HTMLText(escaping: word),
        reason: HTMLText(escaping: TuningVerdictText.reason(result))),
      alarms: [], facts: TuningReport(result).circumstances, notes: [TuningRunsText.text(result)],
      overview: [],
      sections: [settings, contests, front, choice, confirmation, search, provenance]
        .compactMap { $0 })
  }

  private var settings: SectionView? {
    guard let table = TuningSettingsTable(result).table else { return nil }
    return SectionView(
      id: "settings", title: "Settings", lead: TuningReport(result).demands,
      tables: [HTMLTable.text(table)], figures: [TuningFigures(result).importance].compactMap { $0 }
    )
  }

  private var contests: SectionView? {
    let tables = [TuningContestTable(result).table, TuningConstraintTable(result).table]
      .compactMap { $0 }
    guard !tables.isEmpty else { return nil }
    return SectionView(
      id: "contests", title: "Against the presets", tables: tables.map { HTMLTable.text($0) })
  }

  private var front: SectionView? {
    guard let table = TuningFinalistTable.front(result).table else { return nil }
    return SectionView(
      id: "front", title: "The front", tables: [HTMLTable.text(table)],
      figures: TuningFigures(result).fronts)
  }

  private var choice: SectionView? {
    TuningFinalistTable.finalists(result).table.map {
      SectionView(id: "choice", title: "The choice", tables: [HTMLTable.text($0)])
    }
  }

  private var confirmation: SectionView? {
    TuningConfirmationTable(result).table.map {
      SectionView(id: "confirmation", title: "On the wall clock", tables: [HTMLTable.text($0)])
    }
  }

  private var search: SectionView? {
    guard let table = TuningHistoryTable(result).table else { return nil }
    return SectionView(
      id: "search", title: "The search", tables: [HTMLTable.text(table)],
      figures: TuningFigures(result).history)
  }

  private var provenance: SectionView {
    let search = result.space.search
    let environment = result.environment
    let scenarios = result.scenarios.map { scenario in
      (
        name: scenario.isHeldOut ? "held-out scenario" : "scenario",
        value: "\(scenario.name), SHA-256 \(scenario.sha256)"
      )
    }
    return SectionView(
      id: "provenance", title: "Where this comes from",
      tables: [
        DescriptionList.text(
          [("space", "\(result.space.name), SHA-256 \(result.space.sha256)")] + scenarios + [
            ("seed", "\(search.seed)"), ("headgate", environment.version),
            ("commit", environment.commit), ("machine", environment.machine),
            ("started", environment.startedAt),
          ])
      ])
  }
}

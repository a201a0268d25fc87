public import HeadgateModel

/// What a gate on measured runs says, how sure it is, and what it could not have found.
public struct LiveGateReport: Sendable {
  private let result: LiveGateResult

  public init(_ result: LiveGateResult) {
    self.result = result
  }

  public var document: Document {
    var parts: [Document.Part] = [
      .heading(
        result.scenarioName,
        detail: "live: \(result.candidate.label) against "
          + result.baseline.label),
      .text(circumstances),
    ]
    if let table { parts.append(.table(table)) }
    if !result.metrics.isEmpty { parts.append(.text(power)) }
    parts.append(
      .verdict(
        "gate: \(verdict)", isGood: [.pass, .underpowered].contains(result.verdict)))
    return Document(parts)
  }

  private var circumstances: String {
    var facts = [
      RunReport.counted(result.screeningPairs, "pair") + " in random order (order seed "
        + "\(result.orderSeed))"
    ]
    if result.confirmingPairs > 0 {
      facts.append("\(result.confirmingPairs) fresh pairs to confirm a suspicion")
    }
    facts.append("\(SpanText.text(seconds: result.wallSeconds)) on the wall clock")
    return facts.joined(separator: ", ")
  }

  private var table: Table? {
    guard !result.metrics.isEmpty else { return nil }
    var variants: [String] = []
    for metric in result.metrics where !variants.contains(metric.variant) {
      variants.append(metric.variant)
    }
    let headers = ["", "", "baseline", "candidate", "change", "p", "finds"]
    return Table(
      columns: headers.enumerated().map { index, header in
        Table.Column(headers: [header], alignment: index < 2 ? .left : .right)
      }, leading: 2,
      groups: variants.map { variant in
        Table.Group(
          title: variants.count > 1 || variant != "default" ? variant : nil,
          rows: result.metrics.filter { $0.variant == variant }.map(row))
      },
      legend:
        "medians over the runs; in brackets the 95 % interval of the change; p: one-sided, exact, "
        + "of the stage that decided; finds: the smallest change for the worse that would be found "
        + "nine times in ten; ✗ worse, ~ suspicious but not confirmed")
  }

  private func row(_ metric: LiveGateMetric) -> Table.Row {
    let medians = [metric.baselineMedian, metric.candidateMedian]
    let scale = FigureScale(metric.unit, values: medians.compactMap { $0 })
    let interval = metric.low.flatMap { low in
      metric.high.map { "(\(Self.percent(low)) to \(Self.percent($0)))" }
    }
    let mark: Mark =
      switch metric.outcome {
      case .clear: .held
      case .worse: .missed
      case .suspicious, .notConfirmed: .undecided
      case .unjudged: .warned
      }
    return Table.Row([
      Table.Cell(metric.name), Table.Cell(scale.unit),
      Table.Cell(medians[0].map(scale.text) ?? "-"), Table.Cell(medians[1].map(scale.text) ?? "-"),
      Table.Cell(
        metric.change.map(Self.percent) ?? "not judged", aside: interval ?? "", mark: mark),
      Table.Cell(metric.pValue.map(ProbabilityText.text) ?? "-"),
      Table.Cell(metric.minimumDetectableEffect.map(Self.effect) ?? "-"),
    ])
  }

  private static func percent(_ share: Double) -> String {
    Decimal.signed(share * 100, decimals: 1) + "%"
  }

  private static func effect(_ share: Double) -> String {
    Decimal.fixed(share * 100, decimals: 1) + "%"
  }

  /// The error rates, in words.
  private var power: String {
    let family = result.familyFalseAlarmBound
    let odds = family > 0 ? Decimal.grouped(Int((1 / family).rounded())) : "∞"
    return "false alarms: at most 1 in \(odds) gates, over "
      + RunReport.counted(result.metrics.count, "metric")
      + " together; fails from \(Self.effect(result.minimumEffect)) on"
  }

  private var verdict: String {
    let worse = names { $0.outcome == .worse }
    switch result.verdict {
    case .fail: return "fail: worse: \(worse)"
    case .interrupted: return "interrupted: stopped before its end"
    case .underpowered:
      let coarse = names(\.isUnderpowered)
      return
        "underpowered: would miss 10 % in \(coarse.isEmpty ? "everything" : coarse) too often; "
        + "lengthen the runs, or quieten the machine"
    case .pass: return "pass: nothing worse by \(Self.effect(result.minimumEffect)) or more"
    }
  }

  private func names(_ condition: (LiveGateMetric) -> Bool) -> String {
    var names: [String] = []
    for metric in result.metrics where condition(metric) && !names.contains(metric.name) {
      names.append(metric.name)
    }
    return names.joined(separator: ", ")
  }
}

import HeadgateModel

/// The units of the figures that a study is about.
struct TuningUnits {
  private let catalogue: MetricCatalogue

  init(_ result: TuningResult) {
    let names =
      result.space.objectives.map(\.metric.name) + result.space.constraints.map(\.metric.name)
    // A name begins with its stage, if it has one.
    catalogue = MetricCatalogue(stages: names.map { String($0.prefix { $0 != "." }) })
  }

  func unit(_ name: String) -> MetricUnit { catalogue.unit(ofFigure: name) ?? .ratio }

  /// A single figure.
  func text(_ value: Double, _ name: String) -> String { FigureText.text(value, unit(name)) }

  /// A constraint's figure, in the unit of its limit.
  func text(_ value: Double, _ constraint: TuningConstraint) -> String {
    if case .absolute(let threshold) = constraint, threshold.isShareOfOffered {
      return FigureText.text(value, .share)
    }
    return text(value, constraint.metric.description)
  }
}

extension Table.Cell {
  /// A ratio as a change in per cent, its interval aside.
  static func change(_ metric: TuningContestMetric) -> Table.Cell {
    let mark: Mark =
      switch metric.verdict {
      case .better: .better
      case .worse: .worse
      case .same: .same
      case .unclear: .undecided
      }
    guard let ratio = metric.ratio else { return Table.Cell("-", mark: mark) }
    return Table.Cell(
      percent(ratio - 1), aside: interval(metric.low.map { $0 - 1 }, metric.high.map { $0 - 1 }),
      mark: mark)
  }

  static func percent(_ share: Double) -> String {
    Decimal.signed(share * 100, decimals: share.magnitude < 10 ? 1 : 0) + " %"
  }

  static func interval(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "" }
    return "[\(Decimal.signed(low * 100, decimals: 1)), \(Decimal.signed(high * 100, decimals: 1))]"
  }
}

import HeadgateModel

/// Loads, figures and reasons of a capacity search in words.
struct CapacityText {
  let question: CapacityQuestion

  /// `×1.31`, or the setting's value.
  func position(_ position: Double) -> String {
    guard case .load = question else { return Decimal.grouped(Int(position)) }
    // Tried loads have four significant digits, or are powers of two.
    let decimals = min(max(3 - Decimal.exponent(position), 0), 6)
    var text = Decimal.fixed(position, decimals: decimals)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return "×" + text
  }

  /// `×1.28 to ×1.34`; empty where it is not known.
  func interval(_ variant: CapacityVariant) -> String {
    guard let low = variant.low, let high = variant.high else { return "" }
    return low == high ? position(low) : "\(position(low)) to \(position(high))"
  }

  /// What a trial fails for, with its figures.
  func reasons(_ trial: CapacityTrial) -> String {
    let missed = trial.missed.map { demand in
      "\(demand.threshold.expression) (\(figure(demand)))"
    }
    let undrained =
      trial.undrained > 0
      ? ["not drained in " + RunReport.counted(trial.undrained, "replication")] : []
    return (missed + undrained).joined(separator: ", ")
  }

  func figure(_ demand: CapacityDemand) -> String {
    guard let observed = demand.observed else { return "no samples" }
    let unit = unit(demand.threshold)
    return FigureText.text(observed, unit)
      + (demand.high.map { " ±" + FigureText.text($0 - observed, unit) } ?? "")
  }

  func unit(_ threshold: Threshold) -> MetricUnit {
    if threshold.isShareOfOffered { return .share }
    // The part before `.utilization` and the like is enough for the catalogue to know a stage.
    let stage = String(threshold.metric.name.prefix { $0 != "." })
    return MetricCatalogue(stages: [stage]).unit(ofFigure: threshold.metric.description) ?? .ratio
  }

  /// What sets the pace just beyond the answer.
  func bottleneck(_ variant: CapacityVariant) -> String {
    guard let trial = variant.broken ?? variant.answered else { return "" }
    return trial.isPacedByTokens ? "tokens" : trial.busiestStage?.name ?? ""
  }

  /// What is odd about where the thresholds hold; `nil` where nothing is.
  func oddity(_ variant: CapacityVariant) -> String? {
    let regions = variant.regions
    guard let answered = variant.answered, let first = variant.trials.first else { return nil }
    if regions.count > 1 {
      let told = regions.map { region in
        region.lowerBound == region.upperBound
          ? position(region.lowerBound)
          : "\(position(region.lowerBound)) to \(position(region.upperBound))"
      }
      let which = isLoad ? "the highest" : "the lowest"
      return "not monotone: they hold at " + told.joined(separator: ", and at ")
        + "; \(which) of these is the answer"
    }
    guard isLoad, !first.meets, let start = regions.first?.lowerBound,
      let below = variant.trials.last(where: { $0.position < start }), start <= answered.position
    else { return nil }
    return "lower loads fail, too: at \(position(below.position)) \(reasons(below))"
  }

  var isLoad: Bool {
    if case .load = question { true } else { false }
  }
}

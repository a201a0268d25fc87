/// Reads the right-hand side of an expression as its metric's unit demands.
enum ExpressionLimit {
  struct Value: Equatable {
    var limit: Double
    var isShareOfOffered = false
  }

  /// Counts of outcomes that may be limited as a share of the offered jobs.
  static let outcomes: Set<String> = [
    "failed", "rejected", "shed", "cancelled", "completed", "accepted", "inFlight",
  ]

  /// The limit of a threshold in the metric's own unit.
  static func value(_ text: String, for metric: MetricDefinition) -> Result<Value, Mismatch> {
    switch metric.unit {
    case .seconds:
      return quantity(.duration, text, metric) { Value(limit: $0 / 1e9) }
    case .perSecond: return quantity(.rate, text, metric) { Value(limit: $0) }
    case .share:
      if let number = DecimalNumber(text)?.double() { return share(number, text) }
      return quantity(.share, text, metric) { Value(limit: $0) }
    case .count, .ratio:
      if let number = DecimalNumber(text)?.double() { return plain(number, text, metric) }
      guard outcomes.contains(metric.name), text.hasSuffix("%") else {
        return .failure(mismatch(text, metric))
      }
      return quantity(.share, text, metric) { Value(limit: $0, isShareOfOffered: true) }
    }
  }

  /// `105% of baseline` as 1.05.
  static func share(ofBaseline text: String) -> Result<Double, Mismatch> {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    let example = "write 105% of baseline"
    guard words.count == 3, words[1] == "of", words[2] == "baseline" else {
      return .failure(
        Mismatch(message: "must be a share of the baseline, not \"\(text)\"", hint: example))
    }
    do {
      let share = try Measure.share.value(String(words[0]))
      guard share > 0 else {
        return .failure(Mismatch(message: "must be above 0%, not \(words[0])", hint: example))
      }
      return .success(share)
    } catch {
      if case .missingUnit(let number) = error {
        return .failure(
          Mismatch(
            message: "is \(number) without a unit",
            // A share of more than ten times is rather a number of per cent.
            hint: "write \(ValueKind.plain(number.double(shifted: number.double() > 10 ? 0 : 2)))% "
              + "of baseline"))
      }
      let mismatch = Measure.share.mismatch(error, String(words[0]))
      return .failure(
        mismatch ?? Mismatch(message: "must be a share, not \"\(words[0])\"", hint: example))
    }
  }

  private static func quantity(
    _ measure: Measure, _ text: String, _ metric: MetricDefinition, _ make: (Double) -> Value
  ) -> Result<Value, Mismatch> {
    do {
      let value = try measure.value(text)
      guard value >= 0 else { return .failure(negative(text)) }
      return .success(make(value))
    } catch {
      return .failure(unit(error, measure, text, metric))
    }
  }

  /// A unit of another measure is a mistake about the metric, not about the unit.
  private static func unit(
    _ failure: QuantityFailure, _ measure: Measure, _ text: String, _ metric: MetricDefinition
  ) -> Mismatch {
    if case .unknownUnit(let symbol, nil) = failure,
      Measure.allCases.contains(where: { $0.units.contains { $0.symbol == symbol } })
    {
      return mismatch(text, metric)
    }
    return measure.mismatch(failure, text) ?? mismatch(text, metric)
  }

  private static func share(_ number: Double, _ text: String) -> Result<Value, Mismatch> {
    guard number >= 0 else { return .failure(negative(text)) }
    guard number <= 1 else {
      return .failure(
        Mismatch(message: "is \(text), but a share is at most 1", hint: "write \(text)%"))
    }
    return .success(Value(limit: number))
  }

  private static func plain(_ number: Double, _ text: String, _ metric: MetricDefinition)
    -> Result<Value, Mismatch>
  {
    guard number.isFinite, number >= 0 else { return .failure(negative(text)) }
    return .success(Value(limit: number))
  }

  private static func negative(_ text: String) -> Mismatch {
    Mismatch(message: "must not be negative: \(text)")
  }

  private static func mismatch(_ text: String, _ metric: MetricDefinition) -> Mismatch {
    let expected =
      switch metric.unit {
      case .seconds: "a duration such as 2s"
      case .perSecond: "a rate such as 40/s"
      case .share: "a share such as 95%"
      case .count where outcomes.contains(metric.name): "a number, or a share such as 0.1%"
      case .count, .ratio: "a plain number"
      }
    return Mismatch(message: "of \(metric.name) must be \(expected), not \"\(text)\"")
  }
}

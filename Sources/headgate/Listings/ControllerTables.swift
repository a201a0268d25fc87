import HeadgateCore
import HeadgateModel
import HeadgateReport

/// The controller presets: those that steer a rate, and those that bound the jobs in the stages.
struct ControllerTables {
  private let rates = ControllerPreset.rates
  private let limiters = ControllerPreset.limiters

  var rateTable: Table {
    table(
      "Controllers of the rate",
      ["preset", "algorithm", "rate", "burst", "multiplier", "interval", "settings of its own"],
      left: [0, 1, 6],
      rows: rates.compactMap { preset in
        preset.settings.map { settings in
          [
            preset.rawValue, settings.algorithm.name.rawValue, number(settings.rate) + "/s",
            number(settings.burst),
            "\(number(settings.minMultiplier)) to \(number(settings.maxMultiplier))",
            span(settings.interval), own(settings),
          ]
        }
      })
  }

  var limitTable: Table {
    table(
      "Controllers of the jobs in the stages",
      ["preset", "algorithm", "initial", "min", "max", "settings of its own"], left: [0, 1, 5],
      rows: limiters.compactMap { preset in
        preset.limiter.map { limiter in
          [
            preset.rawValue, limiter.algorithm.name.rawValue, "\(limiter.initial)",
            "\(limiter.min)", "\(limiter.max)", own(limiter.algorithm),
          ]
        }
      })
  }

  private func own(_ settings: ControllerSettings) -> String {
    switch settings.algorithm {
    case .fixed: ""
    case .watermark(let watermark):
      "high \(number(watermark.high)), low \(number(watermark.low)), "
        + "decrease \(number(watermark.decrease)), increase \(number(watermark.increase))"
    case .aimd(let aimd):
      "high \(number(aimd.high)), decrease \(number(aimd.decrease)), "
        + "increase \(number(aimd.increase))"
    case .pi(let pi):
      "target \(span(pi.target)), proportional \(number(pi.proportional)), "
        + "integral \(number(pi.integral))"
    case .minimumDelay(let delay):
      "target \(span(delay.target)), window \(span(delay.window)), "
        + "decrease \(number(delay.decrease)), increase \(number(delay.increase))"
    case .awsAdaptive(let aws):
      "scale \(number(aws.scale)), beta \(number(aws.beta)), "
        + "smoothing \(number(aws.smoothing)), on \(aws.on.rawValue)"
    }
  }

  private func own(_ algorithm: LimitAlgorithm) -> String {
    switch algorithm {
    case .fixed: ""
    case .aimd(let aimd): "backoff \(number(aimd.backoff)), timeout \(span(aimd.timeout))"
    case .vegas(let vegas):
      "smoothing \(number(vegas.smoothing)), alpha \(number(vegas.alpha)), "
        + "beta \(number(vegas.beta)), probe \(number(vegas.probe))"
    case .gradient2(let gradient):
      "smoothing \(number(gradient.smoothing)), queueSize \(number(gradient.queueSize)), "
        + "longWindow \(number(gradient.longWindow)), tolerance \(number(gradient.tolerance))"
    case .failsafe(let failsafe):
      "window \(span(failsafe.length)) to \(span(failsafe.longest)) of \(failsafe.samples), "
        + "quantile \(number(failsafe.quantile)), baseline \(number(failsafe.baseline)), "
        + "correlation \(failsafe.correlation), factor \(number(failsafe.factor))"
    }
  }

  private func table(
    _ title: String, _ headers: [String], left: Set<Int>, rows: [[String]]
  ) -> Table {
    Table(
      title: title,
      columns: headers.enumerated().map { place, header in
        left.contains(place)
          ? Table.Column(headers: [header])
          : Table.Column(headers: [header], alignment: .right)
      }, leading: 1,
      groups: [Table.Group(rows: rows.map { Table.Row($0.map { Table.Cell($0) }) })])
  }

  private func span(_ duration: Nanoseconds) -> String { SpanText.text(seconds: duration.seconds) }

  private func number(_ value: Double) -> String {
    var text = Decimal.fixed(value, decimals: 3)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}

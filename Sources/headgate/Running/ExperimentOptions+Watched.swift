import HeadgateLab
import HeadgateModel
import HeadgateReport

extension ExperimentOptions {
  /// Shows progress, stops at Ctrl-C, and says which warm-up was found.
  static func watched(
    _ scenario: Scenario, by display: ProgressDisplay?, isQuiet: Bool
  ) -> ExperimentOptions {
    var options = ExperimentOptions()
    if let display { options.progress = { display.show($0) } }
    options.isCancelled = { Interruption.isRequested }
    if !isQuiet {
      options.warmupFound = { warmup in
        let time = SpanText.text(seconds: Double(warmup) / 1e9)
        StandardError.write("\(scenario.name): warm-up found by MSER-5: \(time)\n")
      }
    }
    return options
  }
}

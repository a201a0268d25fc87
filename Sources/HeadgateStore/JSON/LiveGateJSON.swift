public import HeadgateModel

/// Live gates as JSON, format version 1. All of it is measured.
public enum LiveGateJSON {
  /// One gate as a JSON object, several as an array, ending with a line feed.
  public static func encode(_ results: [LiveGateResult], isList: Bool) -> String {
    precondition(isList || results.count == 1, "one object holds one gate")
    var writer = JSONWriter()
    if isList {
      writer.array { for result in results { $0.write(result) } }
    } else {
      writer.write(results[0])
    }
    writer.endLine()
    return writer.text
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ result: LiveGateResult) {
    object {
      $0.key("schemaVersion")
      $0.value(LiveGateResult.schemaVersion)
      $0.member("kind", "live-gate")
      $0.member("scenario", result.scenarioName)
      $0.member("scenarioPath", result.scenarioPath)
      $0.member("verdict", result.verdict.rawValue)
      $0.key("baseline")
      $0.write(result.baseline)
      $0.key("candidate")
      $0.write(result.candidate)
      $0.key("orderSeed")
      $0.value(result.orderSeed)
      $0.key("pairs")
      $0.object(.inline) {
        $0.key("screening")
        $0.value(result.screeningPairs)
        $0.key("confirming")
        $0.value(result.confirmingPairs)
      }
      $0.key("minimumEffect")
      $0.value(result.minimumEffect)
      $0.key("falseAlarmRate")
      $0.value(result.falseAlarmRate)
      $0.key("familyFalseAlarmBound")
      $0.value(result.familyFalseAlarmBound)
      $0.key("metrics")
      $0.array { for metric in result.metrics { $0.write(metric) } }
      $0.key("wallSeconds")
      $0.value(result.wallSeconds)
    }
  }

  private mutating func write(_ side: LiveGateSide) {
    object(.inline) {
      $0.member("label", side.label)
      $0.member("version", side.version)
      $0.member("commit", side.commit)
    }
  }

  private mutating func write(_ metric: LiveGateMetric) {
    object(.inline) {
      $0.member("variant", metric.variant)
      $0.member("metric", metric.name)
      $0.member("outcome", metric.outcome.rawValue)
      $0.member("unit", metric.unit.rawValue)
      $0.member("better", metric.better.rawValue)
      for (name, value) in [
        ("baselineMedian", metric.baselineMedian), ("candidateMedian", metric.candidateMedian),
        ("change", metric.change), ("low", metric.low), ("high", metric.high),
        ("pValue", metric.pValue), ("pairDeviation", metric.pairDeviation),
        ("minimumDetectableEffect", metric.minimumDetectableEffect),
      ] {
        $0.key(name)
        $0.value(value)
      }
    }
  }
}

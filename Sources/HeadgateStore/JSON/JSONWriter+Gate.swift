internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ gate: GateResult, includingEnvironment: Bool) {
    object {
      $0.key("schemaVersion")
      $0.value(GateResult.schemaVersion)
      $0.member("kind", "gate")
      $0.member("scenario", gate.run.scenarioName)
      $0.member("verdict", gate.verdict.rawValue)
      $0.key("failsOnChange")
      $0.value(gate.failsOnChange)
      $0.key("regressions")
      $0.array { for result in gate.regressions { $0.write(result) } }
      $0.key("primary")
      $0.array { for finding in gate.primary { $0.write(finding) } }
      if let comparison = gate.comparison {
        $0.key("comparison")
        $0.write(comparison, includingEnvironment: includingEnvironment)
      }
      $0.key("result")
      $0.write(gate.run, includingEnvironment: includingEnvironment)
    }
  }

  private mutating func write(_ result: RegressionResult) {
    let regression = result.regression
    object(.inline) {
      $0.member("expr", regression.expression)
      $0.member("variant", result.variant)
      $0.member("mode", result.mode.rawValue)
      $0.key("ok")
      $0.value(result.ok)
      $0.key("baseline")
      $0.value(result.baseline)
      $0.key("observed")
      $0.value(result.observed)
      $0.key("limit")
      $0.value(result.limit)
      $0.member("severity", regression.severity.rawValue)
      $0.key("line")
      $0.value(regression.location.line)
    }
  }

  private mutating func write(_ finding: PrimaryFinding) {
    object(.inline) {
      $0.member("metric", finding.metric.name)
      $0.member("variant", finding.identity.name)
      $0.member("mode", finding.identity.mode.rawValue)
      $0.key("ok")
      $0.value(!finding.isWorse)
      $0.member("outcome", finding.metric.outcome.rawValue)
      $0.key("adjustedPValue")
      $0.value(finding.adjustedPValue)
    }
  }
}

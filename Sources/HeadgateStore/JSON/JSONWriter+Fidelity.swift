internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ result: FidelityResult) {
    object {
      $0.key("schemaVersion")
      $0.value(FidelityResult.schemaVersion)
      $0.key("scenario")
      $0.object(.inline) {
        $0.member("name", result.scenarioName)
        $0.member("sha256", result.scenarioSHA256)
        $0.key("seed")
        $0.value(result.seed)
      }
      $0.key("variants")
      $0.array { for variant in result.variants { $0.write(variant) } }
      $0.member("verdict", result.verdict.rawValue)
      $0.key("interrupted")
      $0.value(result.isInterrupted)
      $0.key("environment")
      $0.object {
        $0.writeMembers(of: result.environment, scenarioPath: result.scenarioPath)
      }
    }
  }

  private mutating func write(_ variant: FidelityVariant) {
    object {
      $0.member("name", variant.name)
      $0.write(variant.settings)
      $0.key("runs")
      $0.value(variant.runs)
      $0.member("busiestStage", variant.busiestStage)
      $0.key("utilization")
      $0.value(variant.utilization)
      $0.key("tokenShare")
      $0.value(variant.tokenShare)
      $0.key("widening")
      $0.value(variant.widening)
      $0.member("verdict", variant.verdict.rawValue)
      $0.key("overheadAlone")
      $0.value(variant.isOverheadAlone)
      $0.key("alarms")
      $0.array { for alarm in variant.alarms { $0.value(alarm) } }
      $0.key("raw")
      $0.write(variant.raw)
      $0.key("calibrated")
      if let calibrated = variant.calibrated { $0.write(calibrated) } else { $0.null() }
      $0.key("overhead")
      $0.array { for stage in variant.overhead { $0.write(stage) } }
    }
  }

  private mutating func write(_ comparison: FidelityComparison) {
    object {
      $0.member("verdict", comparison.verdict.rawValue)
      $0.key("jobs")
      $0.write(comparison.agreement)
      $0.key("measures")
      $0.array { for measure in comparison.measures { $0.write(measure) } }
    }
  }

  private mutating func write(_ agreement: JobAgreement) {
    object(.inline) {
      $0.key("count")
      $0.value(agreement.jobs)
      $0.key("sameOutcome")
      $0.value(agreement.sameOutcome)
      $0.key("withinLatency")
      $0.value(agreement.withinLatency)
      $0.key("lostInPrediction")
      $0.value(agreement.lostInPrediction)
      $0.key("lostInMeasurement")
      $0.value(agreement.lostInMeasurement)
      $0.key("sameOutcomeBetweenRuns")
      $0.value(agreement.sameOutcomeBetweenRuns)
      $0.key("withinLatencyBetweenRuns")
      $0.value(agreement.withinLatencyBetweenRuns)
    }
  }

  mutating func write(_ measure: FidelityMeasure) {
    object(.inline) {
      $0.member("name", measure.name)
      $0.member("unit", measure.unit.rawValue)
      let figures = [
        ("predicted", measure.predicted), ("measured", measure.measured), ("error", measure.error),
        ("distance", measure.distance), ("floor", measure.floor), ("band", measure.band),
      ]
      for (key, figure) in figures {
        $0.key(key)
        $0.value(figure)
      }
      $0.member("verdict", measure.verdict.rawValue)
      if let note = measure.note { $0.member("note", note) }
    }
  }
}

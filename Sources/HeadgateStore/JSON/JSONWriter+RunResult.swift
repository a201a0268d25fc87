internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ result: RunResult, includingEnvironment: Bool) {
    object {
      $0.key("schemaVersion")
      $0.value(RunResult.schemaVersion)
      $0.key("scenario")
      $0.object {
        $0.member("name", result.scenarioName)
        $0.member("sha256", result.scenarioSHA256)
        $0.key("seed")
        $0.value(result.seed)
        $0.member("text", result.scenarioText)
      }
      $0.key("variants")
      $0.array { for variant in result.variants { $0.write(variant, of: result) } }
      $0.key("thresholds")
      $0.array { for threshold in result.thresholds { $0.write(threshold) } }
      $0.member("verdict", result.verdict.rawValue)
      if includingEnvironment {
        $0.key("environment")
        $0.write(result.environment, of: result)
      }
    }
  }

  private mutating func write(_ variant: VariantResult, of result: RunResult) {
    object {
      $0.member("name", variant.name)
      $0.write(variant.settings)
      $0.member("mode", variant.mode.rawValue)
      if let survives = result.survives(variant) {
        $0.key("survives")
        $0.value(survives)
      }
      $0.key("replications")
      $0.array { for replication in variant.replications { $0.write(replication) } }
      $0.key("summary")
      $0.object { for summary in variant.summary { $0.write(summary) } }
    }
  }

  mutating func write(_ settings: [VariantSetting]) {
    key("settings")
    object(.inline) {
      for setting in settings { $0.member(setting.path, setting.value) }
    }
  }

  private mutating func write(_ summary: MetricSummary) {
    key(summary.name)
    object(.inline) {
      $0.key("mean")
      $0.value(summary.mean)
      $0.key("low")
      $0.value(summary.low)
      $0.key("high")
      $0.value(summary.high)
      $0.member("unit", summary.unit.rawValue)
      $0.member("better", summary.better.rawValue)
    }
  }

  private mutating func write(_ result: ThresholdResult) {
    let threshold = result.threshold
    object(.inline) {
      $0.member("expr", threshold.expression)
      $0.member("variant", result.variant)
      $0.member("mode", result.mode.rawValue)
      $0.key("ok")
      $0.value(result.ok)
      $0.key("observed")
      $0.value(result.observed)
      $0.key("line")
      $0.value(threshold.location.line)
      $0.key("column")
      $0.value(threshold.location.column)
      $0.member("metric", threshold.metric.name)
      $0.key("tags")
      $0.array(.inline) { for tag in threshold.metric.tags { $0.write(tag) } }
      $0.member("comparison", threshold.comparison.rawValue)
      $0.key("limit")
      $0.value(threshold.limit)
      $0.key("shareOfOffered")
      $0.value(threshold.isShareOfOffered)
      $0.member("severity", threshold.severity.rawValue)
    }
  }

  private mutating func write(_ tag: MetricTag) {
    object(.inline) {
      $0.member("key", tag.key.rawValue)
      $0.member("value", tag.value)
    }
  }

  private mutating func write(_ environment: RunEnvironment, of result: RunResult) {
    object {
      $0.writeMembers(of: environment, scenarioPath: result.scenarioPath)
      $0.writeFiles(of: result)
      $0.writeOverhead(of: result)
    }
  }

  mutating func writeMembers(of environment: RunEnvironment, scenarioPath: String) {
    writeMembers(of: environment)
    member("scenarioPath", scenarioPath)
  }

  mutating func writeMembers(of environment: RunEnvironment) {
    member("version", environment.version)
    member("commit", environment.commit)
    member("host", environment.host)
    member("startedAt", environment.startedAt)
    key("wallSeconds")
    value(environment.wallSeconds)
    member("machine", environment.machine)
  }

  /// Where thresholds came from other files than the scenario's own (`extends`), one path each. A
  /// path depends on who runs, so it may not stand with its threshold.
  private mutating func writeFiles(of result: RunResult) {
    let files = result.thresholds.map(\.threshold.location.file)
    guard files.contains(where: { $0 != result.scenarioPath }) else { return }
    key("thresholdFiles")
    array { for file in files { $0.value(file) } }
  }

  mutating func member(_ name: String, _ string: String) {
    key(name)
    value(string)
  }
}

internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ result: CapacityResult, includingEnvironment: Bool) {
    object {
      $0.key("schemaVersion")
      $0.value(CapacityResult.schemaVersion)
      $0.key("scenario")
      $0.object(.inline) {
        $0.member("name", result.scenarioName)
        $0.member("sha256", result.scenarioSHA256)
        $0.key("seed")
        $0.value(result.seed)
        $0.key("replications")
        $0.value(result.replications)
      }
      $0.key("question")
      $0.write(result.question)
      $0.key("variants")
      $0.array { for variant in result.variants { $0.write(variant) } }
      $0.key("enough")
      $0.value(result.wanting.isEmpty && !result.isInterrupted)
      $0.key("interrupted")
      $0.value(result.isInterrupted)
      guard includingEnvironment else { return }
      $0.key("environment")
      $0.object {
        $0.writeMembers(of: result.environment, scenarioPath: result.scenarioPath)
      }
    }
  }

  private mutating func write(_ question: CapacityQuestion) {
    object(.inline) {
      switch question {
      case .load(let precision, let atLeast):
        $0.member("vary", "load")
        $0.key("precision")
        $0.value(precision)
        $0.key("atLeast")
        $0.value(atLeast)
      case .setting(let path, let load):
        $0.member("vary", path)
        $0.key("load")
        $0.value(load)
      }
    }
  }

  private mutating func write(_ variant: CapacityVariant) {
    object {
      $0.member("name", variant.name)
      $0.write(variant.settings)
      for (key, value) in [
        ("answer", variant.answered?.position), ("low", variant.low), ("high", variant.high),
        ("beyond", variant.broken?.position),
      ] {
        $0.key(key)
        $0.value(value)
      }
      $0.key("breaks")
      $0.array(.inline) {
        for demand in variant.broken?.missed ?? [] { $0.value(demand.threshold.expression) }
      }
      $0.key("tried")
      $0.array { for trial in variant.trials { $0.write(trial) } }
    }
  }

  private mutating func write(_ trial: CapacityTrial) {
    object {
      $0.key("position")
      $0.value(trial.position)
      $0.key("meets")
      $0.value(trial.meets)
      if let clients = trial.clients {
        $0.key("clients")
        $0.value(clients)
      }
      $0.key("offered")
      $0.value(trial.offered)
      $0.key("throughput")
      $0.value(trial.throughput)
      $0.key("undrained")
      $0.value(trial.undrained)
      $0.member("pacedBy", trial.isPacedByTokens ? "tokens" : trial.busiestStage?.name ?? "")
      $0.key("utilization")
      $0.object(.inline) {
        for stage in trial.stages {
          $0.key(stage.name)
          $0.value(stage.utilization)
        }
      }
      $0.key("thresholds")
      $0.array { for demand in trial.demands { $0.write(demand) } }
      if !trial.alarms.isEmpty {
        $0.key("alarms")
        $0.array { for alarm in trial.alarms { $0.value(alarm) } }
      }
    }
  }

  private mutating func write(_ demand: CapacityDemand) {
    object(.inline) {
      $0.member("expr", demand.threshold.expression)
      $0.key("ok")
      $0.value(demand.ok)
      for (key, value) in [
        ("observed", demand.observed), ("low", demand.low), ("high", demand.high),
      ] {
        $0.key(key)
        $0.value(value)
      }
    }
  }
}

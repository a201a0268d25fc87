internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ comparison: RunComparison, includingEnvironment: Bool) {
    object {
      $0.key("schemaVersion")
      $0.value(RunComparison.schemaVersion)
      $0.member("kind", "comparison")
      $0.key("baseline")
      $0.write(comparison.baseline)
      $0.key("candidate")
      $0.write(comparison.candidate)
      $0.key("caveats")
      $0.array(.inline) { for caveat in comparison.caveats { $0.value(caveat.rawValue) } }
      $0.key("variants")
      $0.array { for variant in comparison.variants { $0.write(variant) } }
      $0.key("baselineOnly")
      $0.write(comparison.baselineOnly)
      $0.key("candidateOnly")
      $0.write(comparison.candidateOnly)
      guard includingEnvironment else { return }
      $0.key("environment")
      $0.object {
        $0.key("baseline")
        $0.write(comparison.baseline.environment)
        $0.key("candidate")
        $0.write(comparison.candidate.environment)
      }
    }
  }

  private mutating func write(_ run: ComparedRun) {
    object(.inline) {
      $0.member("label", run.label)
      $0.member("scenario", run.scenarioName)
      $0.member("sha256", run.scenarioSHA256)
      $0.key("seed")
      $0.value(run.seed)
    }
  }

  private mutating func write(_ environment: RunEnvironment) {
    object(.inline) {
      $0.member("version", environment.version)
      $0.member("commit", environment.commit)
      $0.member("host", environment.host)
      $0.member("startedAt", environment.startedAt)
      $0.member("machine", environment.machine)
    }
  }

  private mutating func write(_ identities: [VariantIdentity]) {
    array(.inline) {
      for identity in identities {
        $0.object(.inline) {
          $0.member("name", identity.name)
          $0.member("mode", identity.mode.rawValue)
        }
      }
    }
  }

  private mutating func write(_ variant: VariantComparison) {
    object {
      $0.member("name", variant.identity.name)
      $0.member("mode", variant.identity.mode.rawValue)
      $0.member("basis", variant.basis.rawValue)
      $0.key("replications")
      $0.object(.inline) {
        $0.key("baseline")
        $0.value(variant.baselineCount)
        $0.key("candidate")
        $0.value(variant.candidateCount)
        $0.key("identicalPairs")
        $0.value(variant.identicalPairs)
      }
      $0.key("metrics")
      $0.object { for metric in variant.metrics { $0.write(metric) } }
      $0.key("parts")
      $0.array { for part in variant.parts { $0.write(part) } }
      $0.key("divergences")
      $0.array { for divergence in variant.divergences { $0.write(divergence) } }
      $0.key("firstDecision")
      $0.write(variant.firstDecision)
    }
  }

  private mutating func write(_ metric: MetricComparison) {
    key(metric.name)
    object(.inline) {
      $0.member("unit", metric.unit.rawValue)
      $0.member("better", metric.better.rawValue)
      $0.figure("baseline", metric.baselineMean)
      $0.figure("candidate", metric.candidateMean)
      $0.member("scale", metric.isRatio ? "ratio" : "difference")
      $0.figure("estimate", metric.estimate)
      $0.figure("low", metric.low)
      $0.figure("high", metric.high)
      $0.figure("p", metric.pValue)
      $0.figure("adjustedP", metric.adjustedPValue)
      $0.figure("margin", metric.margin)
      $0.member("outcome", metric.outcome.rawValue)
      $0.key("replicationsNeeded")
      if let needed = metric.replicationsNeeded { $0.value(needed) } else { $0.null() }
      $0.figure("minimumDetectableEffect", metric.minimumDetectableEffect)
      $0.figure("varianceReduction", metric.varianceReduction)
    }
  }

  private mutating func write(_ part: TimePartShift) {
    object(.inline) {
      $0.member("name", part.name)
      $0.figure("baseline", part.baseline)
      $0.figure("candidate", part.candidate)
    }
  }

  private mutating func write(_ divergence: SeriesDivergence) {
    object(.inline) {
      $0.member("line", divergence.line)
      $0.key("replication")
      $0.value(divergence.replication)
      $0.key("first")
      $0.value(seconds: divergence.first)
      $0.key("from")
      $0.value(seconds: divergence.most.lowerBound)
      $0.key("to")
      $0.value(seconds: divergence.most.upperBound)
      $0.figure("baseline", divergence.baseline)
      $0.figure("candidate", divergence.candidate)
    }
  }

  private mutating func write(_ divergence: DecisionDivergence?) {
    guard let divergence else { return null() }
    object {
      $0.key("replication")
      $0.value(divergence.replication)
      $0.key("shared")
      $0.value(divergence.shared)
      $0.key("baseline")
      if let decision = divergence.baseline { $0.write(decision) } else { $0.null() }
      $0.key("candidate")
      if let decision = divergence.candidate { $0.write(decision) } else { $0.null() }
    }
  }

  private mutating func figure(_ name: String, _ number: Double?) {
    key(name)
    value(number)
  }
}

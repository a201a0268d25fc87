internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ result: CalibrationResult) {
    object {
      $0.key("schemaVersion")
      $0.value(CalibrationResult.schemaVersion)
      $0.member("name", result.name)
      $0.member("source", result.source)
      $0.member("sha256", result.sourceSHA256)
      $0.key("like")
      if let like = result.like { $0.value(like) } else { $0.null() }
      $0.key("stages")
      $0.array { for stage in result.stages { $0.write(stage) } }
      $0.key("workloads")
      $0.array { for source in result.workloads { $0.write(source) } }
      $0.key("missing")
      $0.array { for text in result.missing { $0.value(text) } }
      $0.key("notes")
      $0.array { for text in result.notes { $0.value(text) } }
      $0.key("check")
      $0.write(result.check)
    }
  }

  private mutating func write(_ stage: StageCalibration) {
    object {
      $0.member("stage", stage.stage)
      $0.key("batches")
      $0.value(stage.batches)
      $0.key("attempts")
      $0.value(stage.attempts)
      $0.key("excluded")
      $0.value(stage.excluded)
      $0.member("base", stage.baseText)
      $0.member("perItem", stage.perItemText)
      $0.member("perKiB", stage.perKiBText)
      $0.key("overhead")
      $0.value(seconds: stage.overhead)
      $0.key("transient")
      $0.value(stage.failureShares.transient)
      $0.key("permanent")
      $0.value(stage.failureShares.permanent)
      $0.key("kept")
      $0.value(stage.isKept)
      $0.key("rSquared")
      $0.value(stage.rSquared)
      $0.key("fit")
      if let fit = stage.fit { $0.write(fit) } else { $0.null() }
      $0.key("draws")
      if let draws = stage.draws { $0.write(draws) } else { $0.null() }
      $0.key("notes")
      $0.array { for text in stage.notes { $0.value(text) } }
    }
  }

  private mutating func write(_ fit: StageCalibration.Fit) {
    object(.inline) {
      $0.member("family", fit.family)
      $0.key("values")
      $0.value(fit.count)
      $0.key("sums")
      $0.value(fit.isOfSums)
      for (key, value) in [
        ("ks", fit.distance), ("ksP", fit.distancePValue), ("ad", fit.weighted),
        ("adP", fit.weightedPValue),
      ] {
        $0.key(key)
        $0.value(value)
      }
      $0.key("bicBehind")
      $0.object(.inline) {
        for family in fit.families {
          $0.key(family.name)
          $0.value(family.behind)
        }
      }
    }
  }

  private mutating func write(_ draws: StageCalibration.Draws) {
    object(.inline) {
      $0.key("batches")
      $0.value(draws.count)
      $0.key("slope")
      $0.value(draws.slope)
      $0.key("rSquared")
      $0.value(draws.rSquared)
      $0.key("meanOverhead")
      $0.value(draws.meanOverhead)
      $0.key("medianOverhead")
      $0.value(draws.medianOverhead)
    }
  }

  private mutating func write(_ source: WorkloadCalibration) {
    object(.inline) {
      $0.member("name", source.name)
      $0.key("jobs")
      $0.value(source.jobs)
      $0.member("arrivals", source.arrivals)
      $0.key("cv")
      $0.value(source.cv)
      $0.key("poissonP")
      $0.value(source.poissonPValue)
      $0.member("sizes", source.sizes)
      $0.key("sizesKS")
      $0.value(source.sizeDistance)
      $0.key("notes")
      $0.array(.inline) { for text in source.notes { $0.value(text) } }
    }
  }

  private mutating func write(_ check: CalibrationCheck) {
    object {
      $0.member("verdict", check.verdict.rawValue)
      $0.key("heldOut")
      $0.value(check.heldOut)
      $0.key("universes")
      $0.value(check.universes)
      $0.member("busiestStage", check.busiestStage)
      $0.key("utilization")
      $0.value(check.utilization)
      $0.key("widening")
      $0.value(check.widening)
      $0.key("measures")
      $0.array { for measure in check.measures { $0.write(measure) } }
      $0.key("before")
      if let before = check.before {
        $0.array { for measure in before { $0.write(measure) } }
      } else {
        $0.null()
      }
    }
  }
}

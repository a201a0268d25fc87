import HeadgateCore

/// What stands behind stages. It is drawn by a generator of its own, when all else has been.
extension ScenarioGenerator {
  func withProviders(_ specification: RunSpecification) -> RunSpecification {
    var specification = specification
    var random = SplitMix64(seed: ~seed)
    for s in specification.pipeline.stages.indices where random.chance(0.2) {
      specification.pipeline.stages[s].cache = cache(&random)
      guard random.chance(0.4) else { continue }
      for _ in 0..<1 + random.below(2) {
        specification.faults.append(fault(at: s, .flush, &random))
      }
    }
    for s in specification.pipeline.stages.indices where random.chance(0.2) {
      let size = specification.pipeline.stages[s].batchSize
      specification.pipeline.stages[s].quota = quota(batch: size, &random)
      guard random.chance(0.4) else { continue }
      for _ in 0..<1 + random.below(3) {
        specification.faults.append(
          fault(at: s, .quota(random.pick([0.01, 0.3, 0.5, 1])), &random))
      }
    }
    return specification
  }

  private func cache(_ random: inout SplitMix64) -> CacheSettings {
    CacheSettings(
      keys: random.pick([1, 5, 50, 1000]), skew: random.pick([0, 0, 0.5, 1.2]),
      hit: rounded(gap * random.pick([0.25, 0.25, 1])), warm: random.pick([0, 0, 0.3, 0.9, 1]),
      fillOnTimeout: random.chance(0.4))
  }

  private func quota(batch: Int, _ random: inout SplitMix64) -> QuotaSettings {
    QuotaSettings(
      rate: rounded(rate: 1e9 / gap * random.pick([0.1, 0.6, 0.9, 1.5, 5])),
      burst: Double(batch) * random.pick([1, 1, 2]) + random.pick([0, 0, 0.25, 9]),
      refusal: rounded(gap * random.pick([0.25, 1, 5])), countsRefused: random.chance(0.5))
  }

  private func fault(
    at stage: Int, _ effect: FaultEffect, _ random: inout SplitMix64
  ) -> FaultSettings {
    FaultSettings(
      at: random.chance(0.1) ? 0 : rounded(Double(span) * random.pick([0.1, 0.3, 0.5, 0.9])),
      duration: rounded(Double(span) * random.pick([0.01, 0.1, 0.4])), stage: stage,
      effect: effect)
  }
}

import HeadgateCore
import HeadgateLab
import HeadgateModel

extension Scenario {
  /// A one-stage scenario; each variant's seed is its position, so that a backend can tell them
  /// apart.
  static func fake(
    variants: [String] = ["default"], replications: Int = 3, findsWarmup: Bool = false,
    thresholds: [Threshold] = [], limits: LoadLimits = LoadLimits(duration: 100 * .second),
    arrivals: ArrivalProcess = .poisson
  ) -> Scenario {
    Scenario(
      name: "fake", description: "", labels: [], path: "fake.yaml", text: "name: fake\n",
      sha256: "00", seed: 7, replications: replications, findsWarmup: findsWarmup,
      variants: variants.enumerated().map { position, name in
        Variant(
          name: name, settings: [VariantSetting(path: "controller", value: name)],
          controllerName: name,
          specification: RunSpecification(
            seed: UInt64(position),
            pipeline: PipelineSettings(
              stages: [StageSettings(name: "embed", workers: 1, service: ServiceSettings())]),
            workloads: [
              WorkloadSettings(
                name: "bulk", arrivals: arrivals,
                phases: [PhaseSettings(name: "hold", rate: 1, duration: 100 * .second)])
            ], limits: limits),
          thresholds: thresholds, regressions: [])
      })
  }
}

extension Threshold {
  static func fake(
    _ metric: String, _ comparison: Comparison, _ limit: Double, tags: [MetricTag] = [],
    isShareOfOffered: Bool = false, severity: Severity = .error
  ) -> Threshold {
    let reference = MetricReference(name: metric, tags: tags)
    return Threshold(
      expression: "\(reference) \(comparison.rawValue) \(limit)", metric: reference,
      comparison: comparison, limit: limit, isShareOfOffered: isShareOfOffered,
      severity: severity, location: SourceLocation(file: "fake.yaml", line: 1, column: 1))
  }
}

extension RunEnvironment {
  static let fake = RunEnvironment(
    version: "1", commit: "abc", host: "h", machine: "m", startedAt: "2025-01-01T00:00:00Z",
    wallSeconds: 0)
}

extension Experiment {
  init(_ scenario: Scenario, on backends: any RunBackend..., jobs: Int = 1) {
    self.init(scenario: scenario, backends: backends, jobs: jobs, environment: .fake)
  }
}

import HeadgateCore

/// Specifications in few words: one stage of constant service, unlimited queue and buffer, one
/// attempt, evenly spaced arrivals.
extension RunSpecification {
  static func short(
    stages: [StageSettings] = [.short()], queue: QueueSettings = QueueSettings(capacity: nil),
    retry: RetrySettings = RetrySettings(maxAttempts: 1), lease: Nanoseconds = 30 * .second,
    controller: ControllerSettings? = nil, workloads: [WorkloadSettings] = [.short()],
    faults: [FaultSettings] = [], limits: LoadLimits = LoadLimits(duration: 10 * .second)
  ) -> RunSpecification {
    RunSpecification(
      seed: 7,
      pipeline: PipelineSettings(
        queue: queue, retry: retry, lease: lease, stages: stages, controller: controller),
      workloads: workloads, faults: faults, limits: limits)
  }
}

extension StageSettings {
  static func short(
    _ name: String = "serve", workers: Int = 1, buffer: Int? = nil,
    time: Distribution = .constant(0.01e9), perKiB: Distribution = .zero,
    failures: FailureSettings = FailureSettings()
  ) -> StageSettings {
    StageSettings(
      name: name, workers: workers, buffer: buffer,
      service: ServiceSettings(perItem: time, perKiB: perKiB), failures: failures)
  }
}

extension WorkloadSettings {
  static func short(
    _ name: String = "jobs", _ arrivals: ArrivalProcess = .constant, rate: Double = 10,
    priority: Int = 0, size: Distribution = .constant(1024)
  ) -> WorkloadSettings {
    WorkloadSettings(
      name: name, priorities: [WeightedPriority(priority: priority)], arrivals: arrivals,
      phases: [PhaseSettings(name: "steady", rate: rate, duration: 3600 * .second)],
      chapters: .size(size))
  }
}

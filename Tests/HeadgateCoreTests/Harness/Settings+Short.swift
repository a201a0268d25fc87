import HeadgateCore

extension StageSettings {
  /// A stage whose service times the test decides: a driver of these tests never asks for them.
  static func stage(
    _ name: String = "a", workers: Int = 1, buffer: Int? = nil, batch: Int = 1,
    linger: Nanoseconds = 0, handling: HandlingSettings? = nil, deadline: Nanoseconds? = nil,
    breaker: BreakerSettings? = nil
  ) -> StageSettings {
    StageSettings(
      name: name, workers: workers, buffer: buffer, batchSize: batch, linger: linger,
      service: ServiceSettings(), handling: handling, deadline: deadline, breaker: breaker)
  }
}

extension PipelineSettings {
  /// Short for a chain; without retries unless told otherwise.
  static func chain(
    _ stages: StageSettings..., capacity: Int? = nil, onFull: OverflowPolicy = .block,
    aging: Nanoseconds? = nil, retry: RetrySettings = RetrySettings(maxAttempts: 1),
    lease: Nanoseconds = 1000, heartbeat: Heartbeat? = nil, controller: ControllerSettings? = nil
  ) -> PipelineSettings {
    PipelineSettings(
      queue: QueueSettings(capacity: capacity, onFull: onFull, aging: aging), retry: retry,
      lease: lease, heartbeat: heartbeat, stages: stages, controller: controller)
  }
}

extension ControllerSettings {
  /// A bucket whose rate never changes.
  static func bucket(
    rate: Double, burst: Double = 1, cost: Double = 1
  ) -> ControllerSettings {
    ControllerSettings(
      rate: rate, burst: burst, cost: cost, minMultiplier: 1, maxMultiplier: 1,
      interval: .never / 4)
  }
}

extension RetrySettings {
  /// The same delay before each attempt.
  static func every(
    _ delay: Nanoseconds, maxAttempts: Int = 4, resume: ResumePolicy = .stage
  ) -> RetrySettings {
    RetrySettings(
      maxAttempts: maxAttempts, initial: delay, factor: 1, maximum: delay, jitter: .none,
      resume: resume)
  }
}

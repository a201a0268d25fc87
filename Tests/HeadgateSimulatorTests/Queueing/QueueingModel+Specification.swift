import HeadgateCore

/// A queue of the table as a scenario: one stage a station, unlimited buffers, no controller, one
/// attempt, and what the queue itself asks for on top of that.
extension QueueingModel {
  /// Everything that one replication needs. Recorded arrivals differ by replication.
  func specification(replication: Int) -> RunSpecification {
    RunSpecification(
      seed: seed,
      pipeline: PipelineSettings(
        queue: queue, retry: retry, stages: stages, controller: tokenBucket),
      workloads: workloads(replication: replication), limits: limits)
  }

  private var limits: LoadLimits {
    if isDeterministic { return LoadLimits(items: id == "DET_UNDERLOAD" ? 500 : nil) }
    if parameters.customers != nil { return LoadLimits(drainTimeout: Self.longDrain) }
    return LoadLimits(
      duration: Self.nanoseconds(effort.length), warmup: Self.nanoseconds(effort.warmup),
      drainTimeout: Self.longDrain)
  }

  private static let longDrain = 1_000_000 * Nanoseconds.second

  static func nanoseconds(_ seconds: Double) -> Nanoseconds {
    Nanoseconds((seconds * 1e9).rounded())
  }

  // MARK: Pipeline

  private var serverCount: Int {
    switch parameters.servers {
    case .number(let count): count
    // More than 64 at a time come up once in 10²⁴ arrivals at a load of 12.
    case .infinite: 64
    case .each, nil: 1
    }
  }

  private var queue: QueueSettings {
    if let capacity = parameters.capacity {
      return QueueSettings(capacity: capacity - serverCount, onFull: .reject)
    }
    if parameters.mode?.hasPrefix("policer") == true {
      return QueueSettings(capacity: 0, onFull: .reject)
    }
    return QueueSettings(capacity: nil)
  }

  /// Feedback to the tail of the queue is a transient failure that is retried at once: with an
  /// unlimited buffer the retried job passes the submission queue and stands last in the buffer.
  private var retry: RetrySettings {
    guard parameters.retryProbability != nil else { return RetrySettings(maxAttempts: 1) }
    return RetrySettings(maxAttempts: 10_000, initial: 0, jitter: .none, resume: .start)
  }

  private var tokenBucket: ControllerSettings? {
    guard let rate = parameters.tokenRate, let burst = parameters.bucket else { return nil }
    return ControllerSettings(rate: rate, burst: burst, minMultiplier: 1, maxMultiplier: 1)
  }

  var stages: [StageSettings] {
    if let stations = parameters.stages {
      return stations.enumerated().map {
        stage($0, workers: $1.servers, .exponential(mean: 1e9 / $1.mu))
      }
    }
    if let demands = parameters.demands {
      return demands.enumerated().map { stage($0, workers: 1, .exponential(mean: $1 * 1e9)) }
    }
    if let times = parameters.stagesMs, case .each(let servers) = parameters.servers {
      return times.enumerated().map { stage($0, workers: servers[$0], .constant($1 * 1e6)) }
    }
    var only = stage(0, workers: serverCount, serviceTime)
    if waitsInSubmissionQueue && parameters.tokenRate == nil { only.buffer = 0 }
    if let classes = parameters.classes, Set(classes.map(\.mu)).count > 1 {
      // Classes differ in service by their size: an exponential of one second a KiB.
      only.service = ServiceSettings(perKiB: .exponential(mean: 1e9))
    }
    if let size = parameters.maxBatch {
      only.batchSize = size
      only.service = ServiceSettings(base: serviceTime)
    }
    if let share = parameters.retryProbability {
      only.failures = FailureSettings(transient: share)
    }
    return [only]
  }

  private func stage(
    _ position: Int, workers: Int, _ time: Distribution
  ) -> StageSettings {
    StageSettings(
      name: "s\(position + 1)", workers: workers, buffer: nil,
      service: ServiceSettings(perItem: time))
  }

  private var serviceTime: Distribution {
    if parameters.tokenRate != nil { return .constant(1) }
    if let milliseconds = parameters.serviceMs { return .constant(milliseconds * 1e6) }
    let mean = 1e9 * (parameters.serviceMean ?? 1 / (parameters.mu ?? 1))
    let cv = (parameters.serviceScv ?? 1).squareRoot()
    switch parameters.service {
    case "deterministic": return .constant(mean)
    case "lognormal": return .lognormal(mean: mean, cv: cv)
    case "hyperexponential2_balanced": return .hyperexponential(mean: mean, cv: cv)
    case "erlang": return .erlang(k: parameters.k ?? 1, mean: mean)
    default: return .exponential(mean: mean)
    }
  }
}

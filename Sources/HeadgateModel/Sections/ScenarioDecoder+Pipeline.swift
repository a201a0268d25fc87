import HeadgateCore

/// The pipeline with its controller.
struct DecodedPipeline {
  var settings: PipelineSettings
  var controllerName: String
}

extension ScenarioDecoder {
  func pipeline(_ root: Fields) -> DecodedPipeline {
    let fields =
      root.open("pipeline", "pipeline")
      ?? Fields(empty: .pipeline, at: root.location, problems)
    let environment = fields.word("environment", as: EnvironmentPreset.self)
    let controller = ControllerReader(problems: problems).read(root, environment)
    let stages = StageList(context: context, problems: problems)
      .read(fields, environment, isGiven: root.has("pipeline"))
    let lease = fields.duration("lease") ?? 30 * .second
    let settings = PipelineSettings(
      queue: queue(fields), retry: retry(fields),
      lease: lease, heartbeat: heartbeat(fields, lease), stages: stages,
      controller: controller.settings, limiter: controller.limiter)
    if let signal = controller.settings?.signal, signal != .downstream,
      settings.queue.capacity == nil
    {
      problems.warn(
        "the controller's signal \"\(signal)\" is a share of the queue's capacity, which is "
          + "unlimited: the rate only rises", at: root.place("controller"),
        hint: "set pipeline.queue.capacity, or signal: downstream")
    }
    return DecodedPipeline(settings: settings, controllerName: controller.name)
  }

  private func heartbeat(_ pipeline: Fields, _ lease: Nanoseconds) -> Heartbeat? {
    switch pipeline.durationOrWord("heartbeat") {
    case .word?: return .never
    case .duration(let interval)?:
      if interval >= lease {
        let written = Measure.duration.written(Double(lease))
        problems.add(
          "the first heartbeat comes too late for a lease of \(written)",
          at: pipeline.place("heartbeat"),
          hint: "make it shorter than the lease, or write heartbeat: none")
      }
      return .every(interval)
    case nil: return nil
    }
  }

  private func queue(_ pipeline: Fields) -> QueueSettings {
    var queue = QueueSettings()
    guard let fields = pipeline.open("queue", "queue") else { return queue }
    queue.capacity = fields.bound("capacity", else: queue.capacity)
    queue.onFull = fields.word("onFull", as: OverflowPolicy.self) ?? queue.onFull
    queue.aging = fields.duration("aging")
    if queue.capacity == nil, fields.has("onFull"), fields.has("capacity") {
      problems.warn("an unlimited queue is never full", at: fields.place("onFull"))
    }
    return queue
  }

  private func retry(_ pipeline: Fields) -> RetrySettings {
    var retry = RetrySettings()
    guard let fields = pipeline.open("retry", "retry") else { return retry }
    retry.maxAttempts = fields.integer("maxAttempts") ?? retry.maxAttempts
    retry.resume = fields.word("resume", as: ResumePolicy.self) ?? retry.resume
    guard let backoff = fields.open("backoff", "backoff") else { return retry }
    retry.initial = backoff.duration("initial") ?? retry.initial
    retry.factor = backoff.number("factor") ?? retry.factor
    retry.maximum = backoff.duration("max") ?? retry.maximum
    retry.jitter = backoff.word("jitter", as: Jitter.self) ?? retry.jitter
    return retry
  }
}

extension Fields {
  /// A number, or `nil` for `unlimited`.
  func bound(_ key: String, else standard: Int?) -> Int? {
    switch value(key) {
    case .integer(let value)?: value
    case .word?: nil
    default: standard
    }
  }
}

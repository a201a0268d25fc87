import HeadgateCore

/// Reads `pipeline.stages`.
struct StageList {
  static let most = 64

  /// Words that names of metrics begin with, so that no stage can be called so.
  static let reservedNames = [
    "latency", "queue", "tokens", "time", "controller", "system", "throughput", "offered",
    "accepted", "completed", "failed", "rejected", "shed", "cancelled", "inFlight", "attempts",
    "retryAmplification", "workAmplification", "recovery",
  ]

  let context: LoadContext
  let problems: ProblemList

  /// The stages; what one leaves out comes from the environment's stage of its name.
  func read(_ pipeline: Fields, _ environment: EnvironmentPreset?, isGiven: Bool)
    -> [StageSettings]
  {
    let presets = environment?.stages ?? []
    guard pipeline.has("stages") else {
      if presets.isEmpty, isGiven, !pipeline.has("environment") {
        problems.add(
          "\"pipeline\" needs stages", at: pipeline.location,
          hint: "write environment: standard, or stages: [{name: embed, service: {perItem: 5ms}}]")
      }
      return presets
    }
    guard let nodes = pipeline.items("stages") else { return presets }
    guard nodes.count <= Self.most else {
      problems.add(
        "\(nodes.count) stages, but at most \(Self.most) are allowed", at: pipeline.place("stages"))
      return []
    }
    var names = UniqueNames(what: "stage", problems)
    return nodes.compactMap { node in
      guard let fields = Fields(node, .stage, label: "a stage", problems) else { return nil }
      names.add(fields)
      return stage(fields, presets)
    }
  }

  private func stage(_ fields: Fields, _ presets: [StageSettings]) -> StageSettings {
    let name = name(fields)
    let preset = presets.first { $0.name == name }
    var stage = preset ?? StageSettings(name: name, workers: 1, service: ServiceSettings())
    stage.workers = fields.integer("workers") ?? stage.workers
    if let batch = fields.open("batch", "batch") {
      stage.batchSize = batch.integer("size") ?? stage.batchSize
      stage.linger = batch.duration("linger") ?? stage.linger
    }
    stage.buffer = fields.bound("buffer", else: stage.buffer)
    stage.service = service(fields) ?? stage.service
    if preset == nil, !fields.has("service") {
      problems.add(
        "missing key \"service\" in a stage", at: fields.location,
        hint: "write service: {perItem: 5ms}")
    }
    let failures = fields.open("failures", "failures")
    stage.failures = self.failures(failures)
    stage.handling = failures.flatMap(handling)
    stage.timeout = fields.duration("timeout")
    stage.deadline = fields.duration("deadline")
    stage.pressure = pressure(fields)
    stage.breaker = breaker(fields)
    stage.quota = quota(fields, batchSize: stage.batchSize)
    stage.cache = cache(fields)
    stage.work = fields.word("work", as: StageWork.self) ?? stage.work
    stage.overhead = fields.duration("overhead") ?? stage.overhead
    warn(stage, fields)
    return stage
  }

  private func name(_ fields: Fields) -> String {
    guard let name = fields.text("name") else { return "" }
    if Self.reservedNames.contains(name) {
      problems.add(
        "a stage cannot be called \"\(name)\": names of metrics begin so",
        at: fields.place("name"), hint: "call it \(name)-stage, for one")
    }
    return name
  }

  private func service(_ stage: Fields) -> ServiceSettings? {
    guard let fields = stage.open("service", "service") else { return nil }
    let reader = DistributionReader(measure: .duration, context: context, problems: problems)
    if fields.entries.isEmpty {
      problems.add(
        "\"service\" is empty", at: fields.location,
        hint: "write service: {perItem: 5ms}, or {base: 0s} for no time at all")
    }
    return ServiceSettings(
      base: reader.read(fields, "base") ?? .zero, perItem: reader.read(fields, "perItem") ?? .zero,
      perKiB: reader.read(fields, "perKiB") ?? .zero)
  }

  private func failures(_ fields: Fields?) -> FailureSettings {
    guard let fields else { return FailureSettings() }
    let failures = FailureSettings(
      transient: fields.number("transient") ?? 0, permanent: fields.number("permanent") ?? 0)
    if failures.transient + failures.permanent > 1 {
      problems.add(
        "transient and permanent failures are more than 100% together", at: fields.location)
    }
    return failures
  }

  private func handling(_ failures: Fields) -> HandlingSettings? {
    guard failures.node("handling")?.entries != nil else {
      return failures.duration("handling").map { HandlingSettings(time: $0) }
    }
    guard let fields = failures.open("handling", "handling") else { return nil }
    let perSecond = fields.integer("perSecond")
    return fields.duration("time").map { HandlingSettings(time: $0, perSecond: perSecond) }
  }

  private func pressure(_ stage: Fields) -> PressureSettings? {
    guard case .node? = stage.value("pressure"), let fields = stage.open("pressure", "pressure")
    else { return nil }
    let (from, to) = (fields.integer("from"), fields.integer("to"))
    let slowdown = fields.number("slowdown")
    guard let from, let to, let slowdown else { return nil }
    if to <= from {
      problems.add(
        "\"to\" is \(to), and must be more than \"from\", \(from)", at: fields.place("to"))
    }
    return PressureSettings(from: from, to: to, slowdown: slowdown)
  }

  private func breaker(_ stage: Fields) -> BreakerSettings? {
    guard case .node? = stage.value("breaker"), let fields = stage.open("breaker", "breaker") else {
      return nil
    }
    var breaker = BreakerSettings()
    breaker.threshold = fields.number("threshold") ?? breaker.threshold
    breaker.window = fields.integer("window") ?? breaker.window
    breaker.minimum = fields.integer("minimum") ?? min(breaker.minimum, breaker.window)
    breaker.openFor = fields.duration("openFor") ?? breaker.openFor
    breaker.probes = fields.integer("probes") ?? breaker.probes
    if breaker.minimum > breaker.window {
      problems.add(
        "\"minimum\" is \(breaker.minimum), but the window holds \(breaker.window) attempts",
        at: fields.place("minimum"), hint: "the breaker would never open")
    }
    return breaker
  }

  private func warn(_ stage: StageSettings, _ fields: Fields) {
    guard let buffer = stage.buffer, buffer < stage.batchSize, stage.batchSize > 1 else { return }
    problems.warn(
      "a buffer of \(buffer) never holds a full batch of \(stage.batchSize)",
      at: fields.entry("buffer")?.value.location ?? fields.place("batch"),
      hint: "every batch waits out its linger, if it has one")
  }
}

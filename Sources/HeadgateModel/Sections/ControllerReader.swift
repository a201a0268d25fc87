import HeadgateCore

/// What `controller:` says, or the environment's.
struct DecodedController {
  var settings: ControllerSettings?
  var limiter: LimiterSettings?
  var name: String

  static let none = DecodedController(name: "none")

  init(settings: ControllerSettings? = nil, limiter: LimiterSettings? = nil, name: String) {
    self.settings = settings
    self.limiter = limiter
    self.name = name
  }

  init(_ preset: ControllerPreset) {
    self.init(settings: preset.settings, limiter: preset.limiter, name: preset.rawValue)
  }
}

/// Reads `controller:`, or takes the environment's.
struct ControllerReader {
  let problems: ProblemList

  func read(_ root: Fields, _ environment: EnvironmentPreset?) -> DecodedController {
    switch root.value("controller") {
    case .word(let word)?:
      return ControllerPreset(rawValue: word).map { DecodedController($0) } ?? .none
    case .node?:
      guard let fields = root.open("controller", "controller") else { return .none }
      return custom(fields, fields.word("preset", as: ControllerPreset.self))
    default:
      guard let preset = environment?.controller, !root.has("controller") else { return .none }
      return DecodedController(preset)
    }
  }

  private func custom(_ fields: Fields, _ preset: ControllerPreset?) -> DecodedController {
    let isPlain = fields.entries.allSatisfy { $0.key == "preset" }
    if isPlain, let preset { return DecodedController(preset) }
    return DecodedController(
      settings: rate(fields, preset),
      limiter: LimiterReader(problems: problems).read(fields, preset?.limiter), name: "custom")
  }

  /// The token bucket: there is none where nothing is said about one and a limit is.
  private func rate(_ fields: Fields, _ preset: ControllerPreset?) -> ControllerSettings? {
    let saysRate = fields.entries.contains { !["preset", "limit"].contains($0.key) }
    let bounds = preset?.limiter != nil || fields.has("limit")
    if !saysRate, preset?.settings == nil, bounds { return nil }
    let rate = fields.number("rate")
    if rate == nil, !fields.has("rate"), preset?.settings == nil,
      preset != nil || !fields.has("preset")
    {
      problems.add(
        preset == nil
          ? "the controller needs a rate or a preset"
          : "\"\(preset!.rawValue)\" bounds concurrency alone: the controller needs a rate",
        at: fields.location,
        hint: "write controller: {preset: balanced} or {rate: 50/s}")
    }
    let base = preset?.settings ?? ControllerSettings(rate: 1)
    let settings = settings(fields, base, rate ?? base.rate)
    check(settings, fields)
    return settings
  }

  private func settings(
    _ fields: Fields, _ base: ControllerSettings, _ rate: Double
  ) -> ControllerSettings {
    let word = fields.word("algorithm", as: RateAlgorithm.Name.self)
    let name = word ?? base.algorithm.name
    let isBase = name == base.algorithm.name
    if word != nil || !fields.has("algorithm") {
      ParameterOwners.rates.check(fields, name.rawValue, problems)
    }
    let algorithm = RateReader(fields: fields, problems: problems)
      .read(isBase ? base.algorithm : name.standard)
    return ControllerSettings(
      rate: rate, burst: fields.number("burst"), cost: fields.number("cost") ?? base.cost,
      minMultiplier: fields.number("minMultiplier") ?? base.minMultiplier,
      maxMultiplier: fields.number("maxMultiplier") ?? base.maxMultiplier,
      interval: fields.duration("interval") ?? (isBase ? base.interval : name.standardInterval),
      signal: fields.word("signal", as: ControllerSignal.self) ?? base.signal,
      algorithm: algorithm)
  }

  private func check(_ controller: ControllerSettings, _ fields: Fields) {
    if controller.burst < controller.cost {
      problems.add(
        "a bucket of \(ValueKind.plain(controller.burst)) tokens never holds the "
          + "\(ValueKind.plain(controller.cost)) that a dispatch costs", at: fields.place("burst"))
    }
    if case .watermark(let watermark) = controller.algorithm, watermark.low >= watermark.high {
      problems.add(
        "\"low\" must be less than \"high\"",
        at: fields.entry("low")?.value.location ?? fields.place("high"))
    }
    if controller.minMultiplier > controller.maxMultiplier {
      problems.add(
        "\"minMultiplier\" is greater than \"maxMultiplier\"",
        at: fields.entry("minMultiplier")?.value.location ?? fields.place("maxMultiplier"))
    }
  }
}

import HeadgateCore

/// Reads `limit:` of a controller, over its preset's.
struct LimiterReader {
  let problems: ProblemList

  func read(_ controller: Fields, _ base: LimiterSettings?) -> LimiterSettings? {
    if case .word? = controller.value("limit") { return nil }
    guard controller.has("limit") else { return base }
    guard let fields = controller.open("limit", "limit") else { return base }
    let word = fields.word("algorithm", as: LimitAlgorithm.Name.self)
    guard let name = word ?? base?.algorithm.name else {
      if !fields.has("algorithm") {
        problems.add(
          "missing key \"algorithm\" in \"limit\"", at: fields.location,
          hint: "write algorithm: \(LimitAlgorithm.Name.vegas.rawValue), or one of "
            + LimitAlgorithm.Name.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return nil
    }
    ParameterOwners.limits.check(fields, name.rawValue, problems)
    let isBase = name == base?.algorithm.name
    let algorithm = algorithm(fields, isBase ? base!.algorithm : name.standard)
    let limiter = LimiterSettings(
      initial: fields.integer("initial") ?? (isBase ? base?.initial : nil),
      min: fields.integer("min") ?? (isBase ? base?.min : nil),
      max: fields.integer("max") ?? (isBase ? base?.max : nil),
      window: name == .failsafe || name == .fixed
        ? nil : window(fields) ?? (isBase && !fields.has("window") ? base?.window : nil),
      algorithm: algorithm)
    return check(limiter, fields)
  }

  private func algorithm(_ fields: Fields, _ base: LimitAlgorithm) -> LimitAlgorithm {
    func set(_ value: inout Double, _ key: String) { value = fields.number(key) ?? value }
    switch base {
    case .fixed: return .fixed
    case .aimd(var aimd):
      set(&aimd.backoff, "backoff")
      aimd.timeout = fields.duration("timeout") ?? aimd.timeout
      return .aimd(aimd)
    case .vegas(var vegas):
      set(&vegas.smoothing, "smoothing")
      set(&vegas.alpha, "alpha")
      set(&vegas.beta, "beta")
      set(&vegas.probe, "probe")
      return .vegas(vegas)
    case .gradient2(var gradient):
      set(&gradient.smoothing, "smoothing")
      set(&gradient.queueSize, "queueSize")
      set(&gradient.longWindow, "longWindow")
      set(&gradient.tolerance, "tolerance")
      return .gradient2(gradient)
    case .failsafe(var failsafe):
      set(&failsafe.quantile, "quantile")
      set(&failsafe.baseline, "baseline")
      failsafe.correlation = fields.integer("correlation") ?? failsafe.correlation
      set(&failsafe.factor, "factor")
      ownWindow(fields, &failsafe)
      return .failsafe(failsafe)
    }
  }

  /// `window:` as a length, as a mapping, or none.
  private func window(_ fields: Fields) -> LimitWindowSettings? {
    guard case .node? = fields.value("window") else {
      guard case .duration(let length)? = fields.durationOrWord("window") else { return nil }
      return LimitWindowSettings(length: length)
    }
    guard let own = fields.open("window", "limitWindow") else { return nil }
    let standard = LimitWindowSettings()
    let window = LimitWindowSettings(
      length: own.duration("length") ?? standard.length, longest: own.duration("longest"),
      samples: own.integer("samples") ?? standard.samples,
      least: own.duration("least") ?? standard.least)
    check(window.length, window.longest, own)
    return window
  }

  /// The window that failsafe has in any case.
  private func ownWindow(_ fields: Fields, _ failsafe: inout FailsafeLimitSettings) {
    guard fields.has("window") else { return }
    switch fields.value("window") {
    case .node?:
      guard let own = fields.open("window", "limitWindow") else { return }
      if let least = own.entry("least") {
        problems.add(
          "\"least\" is no setting of failsafe's window", at: least.keyLocation,
          hint: "keys: length, longest, samples")
      }
      failsafe.length = own.duration("length") ?? failsafe.length
      failsafe.longest =
        own.duration("longest") ?? max(failsafe.longest, failsafe.length)
      failsafe.samples = own.integer("samples") ?? failsafe.samples
      check(failsafe.length, failsafe.longest, own)
    case .word?:
      problems.add(
        "failsafe cannot do without a window", at: fields.place("window"),
        hint: "write window: {length: 1s, longest: 30s, samples: 50}, or take it out")
    default:
      guard case .duration(let length)? = fields.durationOrWord("window") else { return }
      failsafe.length = length
      failsafe.longest = max(failsafe.longest, length)
    }
  }

  private func check(_ length: Nanoseconds, _ longest: Nanoseconds, _ window: Fields) {
    if length > longest {
      problems.add(
        "\"length\" is greater than \"longest\"",
        at: window.entry("length")?.value.location ?? window.place("longest"))
    }
  }

  /// A limiter whose bounds fit each other; what does not is reported.
  private func check(_ limiter: LimiterSettings, _ fields: Fields) -> LimiterSettings {
    if case .vegas(let vegas) = limiter.algorithm, vegas.alpha >= vegas.beta {
      problems.add(
        "\"alpha\" must be less than \"beta\"",
        at: fields.entry("alpha")?.value.location ?? fields.place("beta"))
    }
    var limiter = limiter
    if limiter.min > limiter.max {
      problems.add(
        "\"min\" is greater than \"max\": no limit is from \(limiter.min) to \(limiter.max)",
        at: fields.entry("min")?.value.location ?? fields.place("max"))
      limiter.max = limiter.min
      limiter.initial = limiter.min
    }
    if limiter.initial < limiter.min || limiter.initial > limiter.max {
      problems.add(
        "\"initial\" is \(limiter.initial), and limits go from \(limiter.min) to \(limiter.max)",
        at: fields.place("initial"))
      limiter.initial = min(max(limiter.initial, limiter.min), limiter.max)
    }
    return limiter
  }
}

import HeadgateCore

/// Reads `controller:`, or takes the environment's.
struct ControllerReader {
  let problems: ProblemList

  func read(_ root: Fields, _ environment: EnvironmentPreset?)
    -> (settings: ControllerSettings?, name: String)
  {
    switch root.value("controller") {
    case .word(let word)?: return (ControllerPreset(rawValue: word)?.settings, word)
    case .node?:
      guard let fields = root.open("controller", "controller") else { return (nil, "none") }
      let preset = fields.word("preset", as: ControllerPreset.self)
      let isPlain = fields.entries.allSatisfy { $0.key == "preset" }
      return (custom(fields, preset), isPlain ? preset?.rawValue ?? "custom" : "custom")
    default:
      guard let preset = environment?.controller, !root.has("controller") else {
        return (nil, "none")
      }
      return (preset.settings, preset.rawValue)
    }
  }

  private func custom(_ fields: Fields, _ preset: ControllerPreset?) -> ControllerSettings {
    let base = preset?.settings ?? ControllerSettings(rate: 1)
    let rate = fields.number("rate")
    if rate == nil, !fields.has("rate"), !fields.has("preset") {
      problems.add(
        "the controller needs a rate or a preset", at: fields.location,
        hint: "write controller: {preset: balanced} or {rate: 50/s}")
    }
    let controller = ControllerSettings(
      rate: rate ?? base.rate, burst: fields.number("burst"),
      cost: fields.number("cost") ?? base.cost, high: fields.number("high") ?? base.high,
      low: fields.number("low") ?? base.low,
      decrease: fields.number("decrease") ?? base.decrease,
      increase: fields.number("increase") ?? base.increase,
      minMultiplier: fields.number("minMultiplier") ?? base.minMultiplier,
      maxMultiplier: fields.number("maxMultiplier") ?? base.maxMultiplier,
      interval: fields.duration("interval") ?? base.interval,
      signal: fields.word("signal", as: ControllerSignal.self) ?? base.signal)
    check(controller, fields)
    return controller
  }

  private func check(_ controller: ControllerSettings, _ fields: Fields) {
    if controller.burst < controller.cost {
      problems.add(
        "a bucket of \(ValueKind.plain(controller.burst)) tokens never holds the "
          + "\(ValueKind.plain(controller.cost)) that a dispatch costs", at: fields.place("burst"))
    }
    if controller.low >= controller.high {
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

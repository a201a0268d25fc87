import HeadgateCore

extension ScenarioDecoder {
  private static let mostFaults = 10_000

  func faults(_ root: Fields, _ stages: [StageSettings], _ limits: LoadLimits) -> [FaultSettings] {
    let nodes = root.items("faults") ?? []
    guard nodes.count <= Self.mostFaults else {
      problems.add(
        "\(nodes.count) faults, but at most \(Self.mostFaults) are allowed",
        at: root.place("faults"))
      return []
    }
    return nodes.compactMap { node in
      guard let fields = Fields(node, .fault, label: "a fault", problems) else { return nil }
      return fault(fields, stages, limits)
    }
  }

  private func fault(_ fields: Fields, _ stages: [StageSettings], _ limits: LoadLimits)
    -> FaultSettings?
  {
    let at = fields.duration("at")
    let duration = fields.duration("for")
    let effect = effect(fields)
    if effect == .heartbeatsLost {
      guard let at, let duration, isOfNoStage(fields) else { return nil }
      warnIfLate(at, fields, limits)
      return FaultSettings(at: at, duration: duration, stage: 0, effect: .heartbeatsLost)
    }
    if !fields.has("stage"), !fields.has("heartbeats") {
      problems.add(
        "missing key \"stage\" in a fault", at: fields.location, hint: "write stage: embed")
    }
    guard let name = fields.text("stage") else { return nil }
    guard let stage = stages.firstIndex(where: { $0.name == name }) else {
      let names = stages.map(\.name)
      problems.add(
        "no stage is called \"\(name)\"", at: fields.place("stage"),
        hint: Spelling.hint(for: name, among: names, called: "stages"))
      return nil
    }
    if case .crash(let count)? = effect, count > stages[stage].workers {
      problems.warn(
        "\(count) workers crash, but \(name) has \(stages[stage].workers)",
        at: fields.place("crash"), hint: "all of them crash")
    }
    if case .quota? = effect, stages[stage].quota == nil {
      problems.add(
        "\(name) has no quota of which something could be left", at: fields.place("quota"),
        hint: "give the stage one, such as quota: {rate: 100/s}")
    }
    if effect == .flush, stages[stage].cache == nil {
      problems.add(
        "\(name) has no cache that could be emptied", at: fields.place("flush"),
        hint: "give the stage one, such as cache: {keys: 10000}")
    }
    guard let at, let duration, let effect else { return nil }
    warnIfLate(at, fields, limits)
    return FaultSettings(at: at, duration: duration, stage: stage, effect: effect)
  }

  private func isOfNoStage(_ fields: Fields) -> Bool {
    guard fields.has("stage") else { return true }
    problems.add(
      "heartbeats are lost in the whole pipeline", at: fields.place("stage"),
      hint: "leave the stage out")
    return false
  }

  private func warnIfLate(_ at: Nanoseconds, _ fields: Fields, _ limits: LoadLimits) {
    if let end = limits.duration, at >= end {
      problems.warn("the fault begins when load has ended", at: fields.place("at"))
    }
  }

  private func effect(_ fields: Fields) -> FaultEffect? {
    if fields.has("slowdown") { return fields.number("slowdown").map { .slowdown($0) } }
    if fields.has("errors") { return fields.number("errors").map { .errors($0) } }
    if fields.has("crash") { return fields.integer("crash").map { .crash($0) } }
    if fields.has("heartbeats") { return fields.value("heartbeats").map { _ in .heartbeatsLost } }
    if fields.has("outage") { return fields.value("outage").map { _ in .outage } }
    if fields.has("stall") { return fields.value("stall").map { _ in .stall } }
    if fields.has("flush") { return fields.value("flush").map { _ in .flush } }
    if fields.has("quota") { return fields.number("quota").map { .quota($0) } }
    return nil
  }
}

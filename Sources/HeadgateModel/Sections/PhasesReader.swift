import HeadgateCore

/// Reads a workload's `phases`, as its arrivals need them.
struct PhasesReader {
  private static let mostPhases = 10_000

  let problems: ProblemList

  func phases(_ workload: Fields, _ arrivals: ArrivalProcess) -> [PhaseSettings] {
    let isOpen = arrivals.followsPhases
    guard let nodes = workload.items("phases") else {
      if isOpen, !workload.has("phases"), workload.has("arrivals") {
        problems.add(
          "open arrivals need phases to say their rate", at: workload.place("arrivals"),
          hint: "write phases: [{rate: 20/s, for: 2m}]")
      }
      return []
    }
    if case .burst = arrivals {
      problems.add(
        "phases and burst exclude each other: a burst arrives all at once",
        at: workload.place("phases"), hint: "take the phases out, or write arrivals: poisson")
      return []
    }
    guard nodes.count <= Self.mostPhases else {
      problems.add(
        "\(nodes.count) phases, but at most \(Self.mostPhases) are allowed",
        at: workload.place("phases"))
      return []
    }
    let before = problems.count
    var names = UniqueNames(what: "phase", problems)
    var phases: [PhaseSettings] = []
    for (position, node) in nodes.enumerated() {
      guard let fields = Fields(node, .phase, label: "a phase", problems) else { continue }
      names.add(fields)
      phases.append(phase(fields, position, isOpen: isOpen))
    }
    let areRates = nodes.allSatisfy { $0["rate"] != nil } && problems.count == before
    if isOpen, areRates, phases.allSatisfy({ $0.rate == 0 && $0.endRate == 0 }) {
      problems.add(
        "every rate is 0: no job would ever arrive", at: workload.place("phases"),
        hint: "give one phase a rate, such as 20/s")
    }
    return phases
  }

  private func phase(_ fields: Fields, _ position: Int, isOpen: Bool) -> PhaseSettings {
    if isOpen {
      if !fields.has("rate") {
        problems.add(
          "missing key \"rate\" in a phase of open arrivals", at: fields.location,
          hint: "write rate: 20/s")
      }
    } else {
      for key in ["rate", "to"] {
        guard let entry = fields.entry(key) else { continue }
        problems.add(
          "\"\(key)\" has no meaning here: only open arrivals follow rates",
          at: entry.keyLocation, hint: "such phases only name stretches of time")
      }
    }
    let rate = fields.number("rate") ?? 0
    return PhaseSettings(
      name: fields.text("name") ?? "phase\(position + 1)", rate: rate,
      endRate: fields.number("to") ?? rate, duration: fields.duration("for") ?? .second)
  }
}

extension ArrivalProcess {
  /// Whether the phases' rates drive this process.
  var followsPhases: Bool {
    switch self {
    case .poisson, .constant, .gamma: true
    case .closed, .trace, .burst: false
    }
  }
}

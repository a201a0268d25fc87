public import HeadgateCore

/// The named stretches of a scenario's time, as its text alone tells them: no other file is read, so
/// that a stored text gives the same on any machine and at any time.
///
/// What the text leaves to the file that it extends, or what the command line changed, is not here.
public struct ScenarioTimeline: Sendable, Equatable {
  /// A phase of the load or a fault of a stage.
  public struct Stretch: Sendable, Equatable {
    /// A phase's name; a fault's stage and effect: `embed: slowdown 4`.
    public var name: String
    public var start: Nanoseconds
    public var end: Nanoseconds

    public init(name: String, start: Nanoseconds, end: Nanoseconds) {
      self.name = name
      self.start = start
      self.end = end
    }
  }

  /// The workload that `phases` are those of: the first that has several; empty where none has.
  public var workload: String
  public var phases: [Stretch]
  public var faults: [Stretch]

  /// Reads a scenario's text, with a variant's settings of workloads and faults in their places.
  ///
  /// What cannot be read is left out: a report of a run must not fail for want of its bands.
  public init(text: String, settings: [VariantSetting] = []) {
    var document = DocumentParser.parse(text, file: "").root
    for setting in settings where Self.decidesTime(setting.path) {
      guard let root = document, let path = try? DocumentPath(setting.path, in: root),
        let value = DocumentParser.parse(setting.value, file: "").root
      else { continue }
      document?.set(value, at: path)
    }
    let problems = ProblemList()
    let workloads = (document?["workloads"]?.list ?? []).lazy.compactMap {
      Self.phases(of: $0, problems)
    }
    let first = workloads.first { $0.phases.count > 1 }
    workload = first?.name ?? ""
    phases = first?.phases ?? []
    faults = (document?["faults"]?.list ?? []).compactMap { Self.fault($0, problems) }
  }

  private static func decidesTime(_ path: String) -> Bool {
    path.hasPrefix("workloads.") || path.hasPrefix("faults.")
  }

  private static func phases(
    of workload: Node, _ problems: ProblemList
  ) -> (name: String, phases: [Stretch])? {
    guard let fields = Fields(workload, .workload, label: "a workload", problems) else {
      return nil
    }
    // Recorded arrivals: of their phases only names and lengths count.
    let settings = PhasesReader(problems: problems).phases(fields, .trace([]))
    var start: Nanoseconds = 0
    var phases: [Stretch] = []
    for phase in settings {
      let (end, overflow) = start.addingReportingOverflow(phase.duration)
      phases.append(Stretch(name: phase.name, start: start, end: overflow ? .never : end))
      if overflow { break }
      start = end
    }
    return (fields.text("name") ?? "", phases)
  }

  private static func fault(_ node: Node, _ problems: ProblemList) -> Stretch? {
    guard let fields = Fields(node, .fault, label: "a fault", problems),
      let start = fields.duration("at"), let duration = fields.duration("for"),
      let name = fields.has("heartbeats")
        ? "heartbeats lost" : fields.text("stage").map({ "\($0): \(effect(fields))" })
    else { return nil }
    let (end, overflow) = start.addingReportingOverflow(duration)
    return Stretch(name: name, start: start, end: overflow ? .never : end)
  }

  private static func effect(_ fields: Fields) -> String {
    for word in ["slowdown", "errors", "crash", "quota"] {
      if let value = fields.node(word)?.scalar { return "\(word) \(value)" }
    }
    return ["outage", "stall", "flush"].first(where: fields.has) ?? "fault"
  }
}

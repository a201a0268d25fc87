import HeadgateCore

extension ScenarioDecoder {
  private static let mostWorkloads = 256
  private static let mostClients = 1_000_000

  func workloads(_ fields: Fields, _ run: RunFields) -> [WorkloadSettings] {
    let nodes = fields.items("workloads") ?? []
    if nodes.count > Self.mostWorkloads {
      problems.add(
        "\(nodes.count) workloads, but at most \(Self.mostWorkloads) are allowed",
        at: fields.place("workloads"))
      return []
    }
    var names = UniqueNames(what: "workload", problems)
    var bursts = 0
    var workloads: [WorkloadSettings] = []
    for node in nodes {
      guard let fields = Fields(node, .workload, label: "a workload", problems) else { continue }
      let workload = workload(fields, run, &bursts)
      names.add(fields)
      workloads.append(workload)
    }
    return workloads
  }

  private func workload(_ fields: Fields, _ run: RunFields, _ bursts: inout Int)
    -> WorkloadSettings
  {
    let name = fields.text("name") ?? ""
    let priorities = priorities(fields)
    let arrivals = ArrivalsReader(context: context, problems: problems, run: run)
      .arrivals(fields, bursts: &bursts)
    return WorkloadSettings(
      name: name, priorities: priorities, arrivals: arrivals,
      phases: PhasesReader(problems: problems).phases(fields, arrivals),
      chapters: chapters(fields))
  }

  private func priorities(_ fields: Fields) -> [WeightedPriority] {
    switch fields.value("priority") {
    case .integer(let priority)?: return [WeightedPriority(priority: priority)]
    case .node?:
      guard let inner = fields.open("priority", "weights"),
        case .node(let node)? = inner.value("weights")
      else { break }
      let weighted = (node.entries ?? []).compactMap(weight).sorted { $0.priority < $1.priority }
      if node.entries?.isEmpty == true {
        problems.add("\"weights\" is empty", at: node.location, hint: "write {0: 80%, 10: 20%}")
      }
      if !weighted.isEmpty { return weighted }
    default: break
    }
    return [WeightedPriority(priority: 0)]
  }

  private func weight(_ entry: Node.Entry) -> WeightedPriority? {
    guard case .exact(let priority)? = DecimalNumber(entry.key)?.whole(),
      (-32_768...32_767).contains(priority), String(priority) == entry.key
    else {
      problems.add(
        "the priority \"\(entry.key)\" must be \(Shape.priority.expectation)",
        at: entry.keyLocation)
      return nil
    }
    guard case .map(let kind)? = Shape.weights.key("weights")?.kind else { return nil }
    switch kind.read(entry.value, example: "\(priority): 20%") {
    case .success(.number(let weight)):
      return WeightedPriority(priority: Int(priority), weight: weight)
    case .success: return nil
    case .failure(let mismatch):
      problems.add(
        "the weight of priority \(priority) \(mismatch.message)", at: entry.value.location,
        hint: mismatch.hint)
      return nil
    }
  }

  private func chapters(_ fields: Fields) -> ChapterSource {
    let standard = ChapterSource.size(.constant(4096))
    guard let chapters = fields.open("chapters", "chapters") else { return standard }
    if chapters.has("size") {
      let reader = DistributionReader(measure: .size, context: context, problems: problems)
      return reader.read(chapters, "size").map { .size($0) } ?? standard
    }
    switch chapters.value("files") {
    case .text?:
      guard let node = chapters.node("files") else { return standard }
      return .library(ChapterLibrary.sizes([node], context, problems))
    case .node(let node)?:
      let patterns = node.list ?? []
      for pattern in patterns where pattern.scalar == nil || pattern.isNull {
        problems.add("an item of \"files\" must be a text", at: pattern.location)
      }
      return .library(ChapterLibrary.sizes(patterns, context, problems))
    default: return standard
    }
  }

  /// What only shows over all workloads and the pipeline together.
  func check(_ workloads: [WorkloadSettings], _ pipeline: PipelineSettings, _ fields: Fields) {
    var clients = 0
    let waits = pipeline.queue.onFull == .block || pipeline.queue.capacity == nil
    let takesTime = pipeline.stages.contains { stage in
      [stage.service.base, stage.service.perItem, stage.service.perKiB].contains { $0 != .zero }
    }
    for (workload, node) in zip(workloads, fields.node("workloads")?.list ?? []) {
      guard case .closed(let count, let thinkTime) = workload.arrivals else { continue }
      clients += count
      if thinkTime == .zero, !waits || !takesTime {
        let place = node["arrivals"]?.location ?? node.location
        problems.add(
          "clients that do not think would submit without end in one instant", at: place,
          hint: waits
            ? "give a stage a service time, or thinkTime"
            : "give them a thinkTime, or write queue: {onFull: block}")
      }
    }
    if clients > Self.mostClients {
      problems.add(
        "\(clients) closed clients in all, but at most \(Self.mostClients) are allowed",
        at: fields.place("workloads"))
    }
    warnOfAmbiguousPhases(workloads, fields)
  }

  private func warnOfAmbiguousPhases(_ workloads: [WorkloadSettings], _ fields: Fields) {
    var spans: [String: (start: Nanoseconds, end: Nanoseconds)] = [:]
    for workload in workloads {
      var start: Nanoseconds = 0
      for phase in workload.phases {
        let end = start &+ phase.duration
        if let span = spans[phase.name], span != (start, end) {
          problems.warn(
            "the phase \"\(phase.name)\" stands for different times in different workloads",
            at: fields.place("workloads"), hint: "name phases apart to select them")
        }
        spans[phase.name] = (start, end)
        start = end
      }
    }
  }
}

/// Reports names that occur twice among their siblings.
struct UniqueNames {
  private let what: String
  private let problems: ProblemList
  private var seen: [String: SourceLocation] = [:]

  init(what: String, _ problems: ProblemList) {
    self.what = what
    self.problems = problems
  }

  mutating func add(_ fields: Fields) {
    guard let node = fields.node("name"), let name = node.scalar else { return }
    if let first = seen[name] {
      problems.add(
        "two \(what)s are called \"\(name)\"", at: node.location,
        hint: "the first stands in line \(first.line), column \(first.column)")
    } else {
      seen[name] = node.location
    }
  }
}

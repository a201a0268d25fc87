import HeadgateCore

/// Reads `thresholds:` and `regression:` against the metrics that the pipeline has.
struct ExpectationReader {
  private let catalogue: MetricCatalogue
  private let stages: [String]
  private let values: [MetricTag.Key: [String]]
  let problems: ProblemList
  /// What is known of the load, for windows; `nil` where it could not be read.
  let limits: LoadLimits?

  init(
    stages: [String], workloads: [WorkloadSettings], limits: LoadLimits, context: LoadContext,
    problems: ProblemList
  ) {
    self.stages = stages
    self.limits = problems.problems.isEmpty ? limits : nil
    self.problems = problems
    catalogue = context.catalogue(stages)
    let priorities = workloads.flatMap { workload -> [Int] in
      var traced: [Int] = []
      if case .trace(let entries) = workload.arrivals { traced = entries.compactMap(\.priority) }
      return workload.priorities.map(\.priority) + traced
    }
    values = [
      .workload: workloads.map(\.name),
      .priority: Set(priorities).sorted().map(String.init),
      .phase: Self.distinct(workloads.flatMap { $0.phases.map(\.name) }),
    ]
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Reads the thresholds, and adds the figures over windows that they ask for.
  func thresholds(_ root: Fields, windows: inout [WindowFigure]) -> [Threshold] {
    (root.items("thresholds") ?? []).compactMap { node in
      expectation(node, .threshold, "a threshold").flatMap { threshold($0, &windows) }
    }
  }

  /// Reads the regressions, and adds the figures over windows that they ask for.
  func regressions(_ root: Fields, windows: inout [WindowFigure]) -> [Regression] {
    (root.items("regression") ?? []).compactMap { node in
      expectation(node, .regression, "a regression").flatMap { regression($0, &windows) }
    }
  }

  /// Reads what a search must keep to: a threshold, or a regression where a baseline is named.
  func constraint(_ node: Node, windows: inout [WindowFigure]) -> TuningConstraint? {
    guard let expectation = expectation(node, .tuningConstraint, "a constraint") else { return nil }
    if expectation.limit.text.contains("baseline") {
      return regression(expectation, &windows).map { .relative($0) }
    }
    return threshold(expectation, &windows).map { .absolute($0) }
  }

  /// Reads what a search is after.
  func objective(_ node: Node, windows: inout [WindowFigure]) -> TuningObjective? {
    var goal: TuningObjective.Goal?
    let expectation = expectation(
      node, .tuningObjective, "an objective", example: "minimize latency.p99"
    ) { text throws(ExpressionProblem) in
      let objective = try MetricExpression.objective(parsing: text)
      goal = objective.goal
      return objective.metric
    }
    guard let expectation, let goal else { return nil }
    return TuningObjective(
      expression: expectation.expression, goal: goal, metric: expectation.metric(&windows))
  }

  private func threshold(_ expectation: Expectation, _ windows: inout [WindowFigure]) -> Threshold?
  {
    switch ExpressionLimit.value(expectation.limit.text, for: expectation.definition) {
    case .success(let value):
      return Threshold(
        expression: expectation.expression,
        metric: expectation.metric(isShareOfOffered: value.isShareOfOffered, &windows),
        comparison: expectation.comparison, limit: value.limit,
        isShareOfOffered: value.isShareOfOffered, severity: expectation.severity,
        location: expectation.location)
    case .failure(let mismatch):
      report(mismatch, expectation)
      return nil
    }
  }

  private func regression(
    _ expectation: Expectation, _ windows: inout [WindowFigure]
  ) -> Regression? {
    switch ExpressionLimit.share(ofBaseline: expectation.limit.text) {
    case .success(let share):
      return Regression(
        expression: expectation.expression, metric: expectation.metric(&windows),
        comparison: expectation.comparison, share: share, severity: expectation.severity,
        location: expectation.location)
    case .failure(let mismatch):
      report(mismatch, expectation)
      return nil
    }
  }

  private func report(_ mismatch: Mismatch, _ expectation: Expectation) {
    problems.add(
      "the limit \(mismatch.message)",
      at: expectation.source.location(expectation.limit.offset), hint: mismatch.hint)
  }
}

extension ExpectationReader {
  private struct Expectation {
    var source: ExpressionSource
    var location: SourceLocation
    var expression: String
    var selection: Selection?
    var definition: MetricDefinition
    var comparison: Comparison
    var limit: MetricExpression.Part
    var severity: Severity

    /// What the result is to be asked for. A figure over windows is added to the list of those.
    func metric(
      isShareOfOffered: Bool = false, _ windows: inout [WindowFigure]
    ) -> MetricReference {
      switch selection {
      case .window(let length):
        let figure = WindowFigure(
          definition, length: length, comparison: comparison, isShareOfOffered: isShareOfOffered)
        guard let figure else { preconditionFailure("== was refused") }
        if !windows.contains(figure) { windows.append(figure) }
        return figure.reference(definition)
      case .tag(let tag): return MetricReference(name: definition.name, tags: [tag])
      case nil: return MetricReference(name: definition.name)
      }
    }
  }

  private typealias Parse = (String) throws(ExpressionProblem) -> MetricExpression

  private func expectation(
    _ node: Node, _ shape: Shape, _ label: String, example: String = "latency.p99 < 2s",
    parse: Parse = { text throws(ExpressionProblem) in try MetricExpression(parsing: text) }
  ) -> Expectation? {
    var severity = Severity.error
    var selectors: [(key: MetricTag.Key, value: String, location: SourceLocation)] = []
    var source = ExpressionSource(node)
    if source == nil {
      guard let fields = Fields(node, shape, label: label, problems) else { return nil }
      if shape.key("severity") != nil {
        severity = fields.word("severity", as: Severity.self) ?? .error
      }
      selectors = MetricTag.Key.allCases.compactMap { key in
        guard fields.value(key.rawValue) != nil, let node = fields.node(key.rawValue) else {
          return nil
        }
        return (key, node.scalar ?? "", node.location)
      }
      source = fields.node("expr").flatMap(ExpressionSource.init)
      if source == nil, fields.has("expr") {
        problems.add("\"expr\" must be a text", at: fields.place("expr"))
      }
    }
    guard let source else { return nil }
    guard !source.text[...].trimmed.isEmpty else {
      problems.add("\(label) has no value", at: node.location, hint: "write \(example)")
      return nil
    }
    do throws(ExpressionProblem) {
      return try resolve(parse(source.text), source, node.location, selectors, severity)
    } catch {
      problems.add(error.message, at: source.location(error.offset), hint: error.hint)
      return nil
    }
  }

  private func resolve(
    _ parsed: MetricExpression, _ source: ExpressionSource, _ location: SourceLocation,
    _ selectors: [(key: MetricTag.Key, value: String, location: SourceLocation)],
    _ severity: Severity
  ) throws(ExpressionProblem) -> Expectation? {
    guard let definition = catalogue.definition(parsed.name.text) else {
      if let stage = unknownStage(parsed.name.text) {
        throw ExpressionProblem(
          message: "no stage is called \"\(stage)\"", offset: parsed.name.offset,
          hint: Spelling.hint(for: stage, among: stages, called: "stages"))
      }
      throw ExpressionProblem(
        message: "unknown metric \"\(parsed.name.text)\"", offset: parsed.name.offset,
        hint: hint(forMetric: parsed.name.text))
    }
    var selections: [Selection] = []
    if let (key, value) = parsed.selector {
      selections.append(try selection(key, value, definition, parsed.comparison))
    }
    for (key, value, location) in selectors {
      do {
        let part = MetricExpression.Part(text: value, offset: 0)
        selections.append(
          try selection(
            MetricExpression.Part(text: key.rawValue, offset: 0), part, definition,
            parsed.comparison))
      } catch {
        problems.add(error.message, at: location, hint: error.hint)
        return nil
      }
    }
    guard selections.count < 2 else {
      throw ExpressionProblem(
        message: "one selector at a time", offset: parsed.name.offset,
        hint: "take out all but one of them")
    }
    var expression = String(source.text[...].trimmed)
    if let selected = selectors.first {
      expression += ", \(selected.key.rawValue): \(selected.value)"
    }
    return Expectation(
      source: source, location: location, expression: expression, selection: selections.first,
      definition: definition,
      comparison: parsed.comparison, limit: parsed.limit, severity: severity)
  }

  private func selection(
    _ key: MetricExpression.Part, _ value: MetricExpression.Part, _ definition: MetricDefinition,
    _ comparison: Comparison
  ) throws(ExpressionProblem) -> Selection {
    let keys = MetricTag.Key.allCases.map(\.rawValue)
    guard let known = MetricTag.Key(rawValue: key.text) else {
      throw ExpressionProblem(
        message: "unknown selector \"\(key.text)\"", offset: key.offset,
        hint: Spelling.hint(for: key.text, among: keys, called: "selectors"))
    }
    guard definition.selectors.allow(known) else {
      let allowed = MetricTag.Key.allCases.filter(definition.selectors.allow).map(\.rawValue)
      throw ExpressionProblem(
        message: "\(definition.name) cannot be "
          + (known == .over ? "taken over windows" : "selected by \(known.rawValue)"),
        offset: key.offset,
        hint: allowed.isEmpty
          ? "it is a figure of the whole run" : "selectors: " + allowed.joined(separator: ", "))
    }
    if known == .over { return .window(try window(value, comparison)) }
    let valid = values[known] ?? []
    guard valid.contains(value.text) else {
      throw ExpressionProblem(
        message: "no \(known.rawValue) is called \"\(value.text)\"", offset: value.offset,
        hint: valid.isEmpty
          ? "the workloads name none"
          : Spelling.hint(
            for: known == .priority ? "" : value.text, among: valid, called: "valid"))
    }
    return .tag(MetricTag(key: known, value: value.text))
  }

  /// The stage that a metric names, where all but the stage is right.
  private func unknownStage(_ name: String) -> String? {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let stage = stages.first, parts.count == 2, !parts[0].isEmpty,
      !StageList.reservedNames.contains(String(parts[0])),
      catalogue.definition("\(stage).\(parts[1])") != nil
    else { return nil }
    return String(parts[0])
  }

  /// A statistic of a duration as all of them: `latency.mean|p50|…`.
  private func collapsed(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), catalogue.definition("\(name[..<dot]).p999") != nil
    else { return name }
    return name[...dot] + MetricCatalogue.durationStatistics.joined(separator: "|")
  }

  /// The nearest metric; else those that begin alike; else the families of all.
  private func hint(forMetric name: String) -> String {
    let names = catalogue.definitions.map(\.name)
    if let nearest = Spelling.nearest(name, among: names) { return "did you mean \"\(nearest)\"?" }
    let family = String(name.prefix { $0 != "." })
    let alike = Self.distinct(
      names.filter { $0 == family || $0.hasPrefix(family + ".") }.map(collapsed))
    if !alike.isEmpty { return "metrics: " + alike.joined(separator: ", ") }
    let families = Self.distinct(names.map { String($0.prefix { $0 != "." }) })
    return "metrics begin with " + ValueKind.joined(families)
  }
}

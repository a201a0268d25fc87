public import HeadgateModel

/// Gates as GitHub Actions' workflow commands: an annotation at each line of a scenario that was not
/// met, however many variants miss it.
///
/// GitHub shows at most ten errors and ten warnings a step, so the tenth of a kind tells how many
/// more there are. Format: docs.github.com, "Workflow commands for GitHub Actions".
public struct GitHubAnnotations: Sendable {
  private static let most = 10

  private let gates: [GateResult]

  public init(_ gates: [GateResult]) {
    self.gates = gates
  }

  /// Lines, each ended by a newline; empty where all is well.
  public var text: String {
    let all = gates.flatMap(Self.annotations)
    return ["error", "warning"].map { level in
      Self.capped(all.filter { $0.level == level }, level: level)
    }.joined()
  }

  private struct Annotation {
    var level: String
    var location: SourceLocation?
    var title: String
    var message: String
  }

  private static func annotations(_ gate: GateResult) -> [Annotation] {
    let checks = GateCheck.all(of: gate).filter {
      [.missed, .broken, .warned, .undecided].contains($0.outcome)
    }
    var groups: [[GateCheck]] = []
    for check in checks {
      let place = groups.firstIndex { group in
        group[0].name == check.name && group[0].location == check.location
          && group[0].outcome == check.outcome
      }
      if let place { groups[place].append(check) } else { groups.append([check]) }
    }
    return groups.map { annotation($0, of: gate.run) }
  }

  private static func annotation(_ checks: [GateCheck], of run: RunResult) -> Annotation {
    let first = checks[0]
    let isError = first.outcome == .missed || first.outcome == .broken
    let others = checks.count > 1 ? ", and \(checks.count - 1) more of \(run.variants.count)" : ""
    let file = run.scenarioPath
    return Annotation(
      level: isError ? "error" : "warning",
      location: first.location
        ?? (file.isEmpty ? nil : SourceLocation(file: file, line: 1, column: 1)),
      title: "\(run.scenarioName): \(first.name)",
      message: "\(first.identity.name): \(first.message)\(others)")
  }

  private static func capped(_ annotations: [Annotation], level: String) -> String {
    guard annotations.count > most else { return annotations.map(line).joined() }
    let rest = annotations.dropFirst(most - 1)
    let titles = rest.prefix(3).map(\.title).joined(separator: ", ")
    return annotations.prefix(most - 1).map(line).joined()
      + line(
        Annotation(
          level: level, location: nil, title: "\(rest.count) more",
          message: titles + (rest.count > 3 ? ", …" : "") + "; see the step's summary"))
  }

  private static func line(_ annotation: Annotation) -> String {
    var properties: [String] = []
    if let location = annotation.location {
      properties = ["file=\(property(location.file))", "line=\(location.line)"]
      if location.column > 0 { properties.append("col=\(location.column)") }
    }
    properties.append("title=\(property(annotation.title))")
    return
      "::\(annotation.level) \(properties.joined(separator: ","))::\(data(annotation.message))\n"
  }

  private static func data(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private static func property(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private static func escaped(_ text: String, _ codes: [Unicode.Scalar: String]) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if let code = codes[scalar] { escaped += code } else { escaped.unicodeScalars.append(scalar) }
    }
    return escaped
  }
}

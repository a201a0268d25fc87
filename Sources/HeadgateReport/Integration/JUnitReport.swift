public import HeadgateModel

/// Gates as JUnit XML, which CI services show: a suite a scenario, mode and variant, a test case a
/// check.
///
/// A miss is a `failure`, what could not be judged an `error`, what is undecided `skipped`; a missed
/// warning passes and says so in `system-out`. A gate that was interrupted has an error of its own.
public struct JUnitReport: Sendable {
  private let gates: [GateResult]

  public init(_ gates: [GateResult]) {
    self.gates = gates
  }

  /// The document, ending with a line feed.
  public var text: String {
    let suites = gates.flatMap(Self.suites)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"headgate\"\(Self.counts(suites.flatMap(\.checks)))>\n"
    for suite in suites {
      text += "  <testsuite name=\(XMLText.attribute(suite.name))\(Self.counts(suite.checks))>\n"
      for check in suite.checks { text += Self.testCase(check, in: suite) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private struct Suite {
    var name: String
    var checks: [GateCheck]
  }

  private static func suites(_ gate: GateResult) -> [Suite] {
    let checks = GateCheck.all(of: gate)
    var suites = gate.run.variants.map { variant in
      let own = checks.filter { $0.identity == variant.identity }
      return Suite(
        name: "\(gate.run.scenarioName) / \(variant.mode.rawValue) / \(variant.name)",
        checks: own.isEmpty ? [ran(variant.identity)] : own)
    }
    if gate.verdict == .interrupted {
      let identity = VariantIdentity(name: "", mode: .sim)
      suites.append(
        Suite(
          name: gate.run.scenarioName,
          checks: [
            GateCheck(
              identity: identity, kind: .selfCheck, name: "ran to its end", outcome: .broken,
              message: "interrupted")
          ]))
    }
    return suites
  }

  /// A variant that nothing is demanded of: a suite without a case would not be shown.
  private static func ran(_ identity: VariantIdentity) -> GateCheck {
    GateCheck(
      identity: identity, kind: .selfCheck, name: "self-checks", outcome: .held, message: "")
  }

  private static func counts(_ checks: [GateCheck]) -> String {
    func count(_ outcome: GateCheck.Outcome) -> Int { checks.count { $0.outcome == outcome } }
    return " tests=\"\(checks.count)\" failures=\"\(count(.missed))\" errors=\"\(count(.broken))\""
      + " skipped=\"\(count(.undecided))\""
  }

  private static func testCase(_ check: GateCheck, in suite: Suite) -> String {
    var start = "    <testcase name=\(XMLText.attribute(check.name))"
    start += " classname=\(XMLText.attribute(suite.name))"
    if let location = check.location {
      start += " file=\(XMLText.attribute(location.file)) line=\"\(location.line)\""
    }
    let message = "message=\(XMLText.attribute(check.message)) type=\"\(check.kind.rawValue)\""
    let body: String
    switch check.outcome {
    case .held: return start + "/>\n"
    case .missed:
      let place = check.location.map { "\($0.file):\($0.line): " } ?? ""
      let text = XMLText.content("\(place)\(check.name): \(check.message)")
      body = "<failure \(message)>\(text)</failure>"
    case .broken: body = "<error \(message)/>"
    case .undecided: body = "<skipped \(message)/>"
    case .warned: body = "<system-out>\(XMLText.content("warning: \(check.message)"))</system-out>"
    }
    return start + ">\n      \(body)\n    </testcase>\n"
  }
}

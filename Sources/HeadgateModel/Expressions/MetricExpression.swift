/// `METRIC{selector: value} OPERATOR LIMIT`, taken apart but not yet checked.
package struct MetricExpression: Sendable, Equatable {
  /// A piece of the text and how many characters stand before it.
  package struct Part: Sendable, Equatable {
    package var text: String
    package var offset: Int

    package init(text: String, offset: Int) {
      self.text = text
      self.offset = offset
    }
  }

  package var name: Part
  /// The selector's key and value.
  package var selector: (key: Part, value: Part)?
  package var comparison: Comparison
  package var limit: Part

  package static func == (a: MetricExpression, b: MetricExpression) -> Bool {
    a.name == b.name && a.selector?.key == b.selector?.key
      && a.selector?.value == b.selector?.value && a.comparison == b.comparison
      && a.limit == b.limit
  }
}

/// What is wrong with an expression, and where in it.
package struct ExpressionProblem: Error, Sendable, Equatable {
  package var message: String
  package var offset: Int
  package var hint: String?
}

extension MetricExpression {
  package init(parsing text: String) throws(ExpressionProblem) {
    var scanner = ExpressionScanner(text)
    name = try scanner.name(example: "latency.p99 < 2s")
    selector = try scanner.selector()
    comparison = try scanner.comparison()
    limit = scanner.rest()
    guard !limit.text.isEmpty else {
      throw scanner.problem("a limit is missing", hint: "write \(name.text) < 2s, for one")
    }
  }
}

extension MetricExpression {
  /// Reads `GOAL METRIC{selector: value}`. The comparison is the one that a limit would have.
  static func objective(
    parsing text: String
  ) throws(ExpressionProblem) -> (goal: TuningObjective.Goal, metric: MetricExpression) {
    let example = "minimize latency.p99"
    var scanner = ExpressionScanner(text)
    let word = scanner.take { !$0.isSpace }
    guard let goal = TuningObjective.Goal(rawValue: word.text) else {
      let goals = TuningObjective.Goal.allCases.map(\.rawValue)
      throw ExpressionProblem(
        message: "an objective begins with \(ValueKind.joined(goals)), not \"\(word.text)\"",
        offset: word.offset,
        hint: Spelling.nearest(word.text, among: goals).map { "did you mean \"\($0)\"?" }
          ?? "write \(example)")
    }
    scanner.skipSpace()
    let name = try scanner.name(example: example)
    let selector = try scanner.selector()
    let rest = scanner.rest()
    guard rest.text.isEmpty else {
      throw ExpressionProblem(
        message: "an objective has no limit: \"\(rest.text)\"", offset: rest.offset,
        hint: "demand limits under constraints")
    }
    let metric = MetricExpression(
      name: name, selector: selector, comparison: goal == .minimize ? .less : .greater,
      limit: rest)
    return (goal, metric)
  }
}

private struct ExpressionScanner {
  private let scalars: [Unicode.Scalar]
  private var at = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    skipSpace()
  }

  mutating func skipSpace() {
    while at < scalars.count, scalars[at].isSpace { at += 1 }
  }

  mutating func take(while isPart: (Unicode.Scalar) -> Bool) -> MetricExpression.Part {
    let start = at
    while at < scalars.count, isPart(scalars[at]) { at += 1 }
    return part(start..<at)
  }

  mutating func name(example: String) throws(ExpressionProblem) -> MetricExpression.Part {
    let name = take { !$0.isSpace && $0 != "{" && !$0.isOperator }
    guard !name.text.isEmpty else {
      throw problem("a metric's name was expected", hint: "write \(example)")
    }
    return name
  }

  mutating func selector() throws(ExpressionProblem)
    -> (key: MetricExpression.Part, value: MetricExpression.Part)?
  {
    guard at < scalars.count, scalars[at] == "{" else { return nil }
    at += 1
    skipSpace()
    let key = take { $0 != ":" && $0 != "}" && $0 != "," && !$0.isSpace }
    skipSpace()
    guard at < scalars.count, scalars[at] == ":" else {
      throw problem("\":\" was expected", hint: Self.selectorHint)
    }
    at += 1
    skipSpace()
    let value = take { $0 != "}" && $0 != "," }
    guard at < scalars.count else { throw problem("\"}\" is missing", hint: Self.selectorHint) }
    guard scalars[at] == "}" else {
      throw problem("one selector at a time", hint: Self.selectorHint)
    }
    at += 1
    return (key, MetricExpression.Part(text: String(value.text[...].trimmed), offset: value.offset))
  }

  private static let selectorHint =
    "a selector is {priority: 10}, {workload: bulk}, {phase: hold} or {over: 30s}"

  mutating func comparison() throws(ExpressionProblem) -> Comparison {
    skipSpace()
    let symbol = take { $0.isOperator }
    if let comparison = Comparison(rawValue: symbol.text) { return comparison }
    let valid = ValueKind.joined(Comparison.allCases.map(\.rawValue))
    guard !symbol.text.isEmpty else {
      throw ExpressionProblem(
        message: "\(valid) was expected", offset: symbol.offset, hint: "write latency.p99 < 2s")
    }
    throw ExpressionProblem(
      message: "unknown operator \"\(symbol.text)\"", offset: symbol.offset,
      hint: symbol.text == "=" ? "did you mean \"==\"?" : "operators: \(valid)")
  }

  mutating func rest() -> MetricExpression.Part {
    skipSpace()
    var end = scalars.count
    while end > at, scalars[end - 1].isSpace { end -= 1 }
    return part(at..<end)
  }

  func problem(_ message: String, hint: String?) -> ExpressionProblem {
    ExpressionProblem(message: message, offset: at, hint: hint)
  }

  private func part(_ range: Range<Int>) -> MetricExpression.Part {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return MetricExpression.Part(text: String(view), offset: range.lowerBound)
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { self == " " || self == "\t" || self == "\n" }

  fileprivate var isOperator: Bool { self == "<" || self == ">" || self == "=" || self == "!" }
}

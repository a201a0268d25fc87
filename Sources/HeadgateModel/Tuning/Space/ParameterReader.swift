/// Reads one parameter of a space.
struct ParameterReader {
  let entry: Node.Entry
  /// What the scenario's format has at the path.
  let kind: ValueKind
  /// The parameters that stand before it.
  let earlier: [TuningParameter]
  let all: [String]
  let problems: ProblemList

  func read() -> TuningParameter? {
    guard
      let fields = Fields(
        entry.value, .tuningParameter, label: "\"\(entry.key)\"", problems)
    else { return nil }
    let count = problems.count
    let scale = fields.word("scale", as: TuningScale.self)
    let range = range(fields, isLogarithmic: scale == .log)
    let condition = condition(fields)
    guard let range, problems.count == count else { return nil }
    return TuningParameter(path: entry.key, range: range, condition: condition)
  }

  private func range(_ fields: Fields, isLogarithmic: Bool) -> TuningParameter.Range? {
    if let ends = ends(fields, "integer") {
      return integer(ends, fields, isLogarithmic: isLogarithmic)
    }
    if let ends = ends(fields, "real") { return real(ends, fields, isLogarithmic: isLogarithmic) }
    guard case .node(let list)? = fields.value("choice") else { return nil }
    if fields.has("scale") {
      problems.add("a choice has no scale", at: fields.place("scale"), hint: "take it out")
    }
    return choice(list)
  }

  private func ends(_ fields: Fields, _ key: String) -> (low: Node, high: Node)? {
    guard case .node(let list)? = fields.value(key), let items = list.list else { return nil }
    guard items.count == 2, items.allSatisfy({ $0.scalar != nil }) else {
      problems.add(
        "\"\(key)\" must be two values, the lowest and the highest", at: list.location,
        hint: "write \(key): \(key == "integer" ? "[1, 32]" : "[20/s, 400/s]")")
      return nil
    }
    return (items[0], items[1])
  }

  private func integer(
    _ ends: (low: Node, high: Node), _ fields: Fields, isLogarithmic: Bool
  ) -> TuningParameter.Range? {
    let numbers = [ends.low, ends.high].compactMap { node -> Int? in
      let text = node.scalar ?? ""
      guard case .exact(let value)? = DecimalNumber(text)?.whole() else {
        let isQuantity = kind.measure != nil
        problems.add(
          "\"\(text)\" is no whole number", at: node.location,
          hint: isQuantity ? "write real: [\(ends.low.inline), \(ends.high.inline)]" : nil)
        return nil
      }
      return isAllowed(text, node) ? Int(value) : nil
    }
    guard numbers.count == 2,
      isRange(Double(numbers[0]), Double(numbers[1]), ends, fields, isLogarithmic)
    else { return nil }
    return .integer(low: numbers[0], high: numbers[1], isLogarithmic: isLogarithmic)
  }

  private func real(
    _ ends: (low: Node, high: Node), _ fields: Fields, isLogarithmic: Bool
  ) -> TuningParameter.Range? {
    guard !kind.isWholeNumber else {
      problems.add(
        "\"\(entry.key)\" takes whole numbers", at: fields.place("real"),
        hint: "write integer: [\(ends.low.inline), \(ends.high.inline)]")
      return nil
    }
    guard isAllowed(ends.low.scalar ?? "", ends.low), isAllowed(ends.high.scalar ?? "", ends.high)
    else { return nil }
    guard let range = RealRange(ends.low.scalar ?? "", ends.high.scalar ?? "", kind) else {
      problems.add(
        "\(ends.low.inline) and \(ends.high.inline) are not counted in the same way",
        at: ends.high.location, hint: "give both the same unit")
      return nil
    }
    guard isRange(range.low, range.high, ends, fields, isLogarithmic) else { return nil }
    return .real(
      low: range.low, high: range.high, unit: range.unit, isLogarithmic: isLogarithmic)
  }

  private func isRange(
    _ low: Double, _ high: Double, _ ends: (low: Node, high: Node), _ fields: Fields,
    _ isLogarithmic: Bool
  ) -> Bool {
    guard low < high else {
      problems.add(
        low == high
          ? "both ends are \(ends.low.inline): nothing may vary"
          : "the lowest value, \(ends.low.inline), is above the highest, \(ends.high.inline)",
        at: ends.low.location,
        hint: low == high
          ? "give --set \(entry.key)=\(ends.low.inline) instead"
          : "write [\(ends.high.inline), \(ends.low.inline)]")
      return false
    }
    guard !isLogarithmic || low > 0 else {
      problems.add(
        "a logarithmic scale cannot begin at \(ends.low.inline)", at: fields.place("scale"),
        hint: "write a lowest value above 0, or scale: linear")
      return false
    }
    return true
  }

  private func choice(_ list: Node) -> TuningParameter.Range? {
    let items = list.list ?? []
    var seen: [String: SourceLocation] = [:]
    var values: [String] = []
    for item in items {
      if let first = seen[item.canonicalText] {
        problems.add(
          "\"\(item.inline)\" is twice among the choices", at: item.location,
          hint: "the first stands in line \(first.line), column \(first.column)")
        continue
      }
      seen[item.canonicalText] = item.location
      switch kind.read(item, example: "another value") {
      case .success: values.append(item.flowText)
      case .failure(let mismatch):
        problems.add(
          "\"\(entry.key)\" \(mismatch.message)", at: item.location, hint: mismatch.hint)
      }
    }
    return values.count == items.count ? .choice(values) : nil
  }

  private func isAllowed(_ text: String, _ node: Node) -> Bool {
    let setting = Node(scalar: text, at: node.location)
    switch kind.read(setting, example: kind.measure?.example ?? "a number") {
    case .success: return true
    case .failure(let mismatch):
      problems.add("\"\(entry.key)\" \(mismatch.message)", at: node.location, hint: mismatch.hint)
      return false
    }
  }
}

extension ParameterReader {
  private func condition(_ fields: Fields) -> TuningParameter.Condition? {
    guard case .node(let node)? = fields.value("when") else { return nil }
    let entries = node.entries ?? []
    guard entries.count == 1, let condition = entries.first else {
      problems.add(
        "\"when\" names one earlier choice, not \(entries.count)", at: node.location,
        hint: "a chain of conditions says more: that choice may have one of its own")
      return nil
    }
    guard let parent = earlier.first(where: { $0.path == condition.key }) else {
      reportUnknown(condition)
      return nil
    }
    guard case .choice(let choices) = parent.range else {
      problems.add(
        "\"\(condition.key)\" is no choice, so that no setting can depend on it",
        at: condition.keyLocation, hint: "take \"when\" out, or make it a choice")
      return nil
    }
    var values: [String] = []
    for item in condition.value.list ?? [condition.value] {
      guard choices.contains(item.flowText) else {
        problems.add(
          "\"\(condition.key)\" is never \"\(item.inline)\"", at: item.location,
          hint: Spelling.hint(for: item.inline, among: choices, called: "it may be"))
        continue
      }
      if !values.contains(item.flowText) { values.append(item.flowText) }
    }
    return values.isEmpty ? nil : TuningParameter.Condition(path: condition.key, values: values)
  }

  private func reportUnknown(_ condition: Node.Entry) {
    if all.contains(condition.key) {
      problems.add(
        condition.key == entry.key
          ? "\"\(entry.key)\" depends on itself"
          : "\"\(condition.key)\" stands after \"\(entry.key)\", which depends on it",
        at: condition.keyLocation,
        hint: condition.key == entry.key ? "take \"when\" out" : "put it before")
      return
    }
    problems.add(
      "\"\(condition.key)\" is no parameter of the space", at: condition.keyLocation,
      hint: Spelling.hint(
        for: condition.key, among: earlier.map(\.path), called: "parameters before this one"))
  }
}

import HeadgateCore

/// A mapping opened by its shape: unknown and missing keys are reported at once, values as asked.
struct Fields {
  let shape: Shape
  let location: SourceLocation
  let entries: [Node.Entry]
  let problems: ProblemList

  /// Opens a mapping; `nil`, with a problem, where the node is none.
  init?(_ node: Node, _ shape: Shape, label: String, _ problems: ProblemList) {
    guard let entries = node.entries else {
      let found = node.scalar.map { "\"\($0)\"" } ?? node.typeName
      problems.add(
        node.isNull
          ? "\(label) has no value" : "\(label) must be \(shape.expectation), not \(found)",
        at: node.location, hint: "keys: " + shape.keys.map(\.name).joined(separator: ", "))
      return nil
    }
    self.shape = shape
    self.location = node.location
    self.entries = entries
    self.problems = problems
    checkKeys()
    checkAlternatives()
  }

  /// Fields of a mapping that is not there.
  init(empty shape: Shape, at location: SourceLocation, _ problems: ProblemList) {
    self.shape = shape
    self.location = location
    self.entries = []
    self.problems = problems
  }

  private func checkKeys() {
    let names = shape.keys.map(\.name)
    for entry in entries where !names.contains(entry.key) {
      problems.add(
        "unknown key \"\(entry.key)\" in \(shape.title)", at: entry.keyLocation,
        hint: Spelling.hint(for: entry.key, among: names, called: "keys"))
    }
    for key in shape.keys where key.isRequired && !has(key.name) {
      problems.add(
        "missing key \"\(key.name)\" in \(shape.title)", at: location,
        hint: "write \(key.name): \(key.example)")
    }
  }

  private func checkAlternatives() {
    guard !shape.alternatives.isEmpty else { return }
    let given = shape.alternatives.filter { $0.contains(where: has) }
    let choices = ValueKind.joined(shape.alternatives.map { $0.joined(separator: " with ") })
    switch given.count {
    case 0:
      // An unknown key was probably meant to be the choice.
      guard entries.allSatisfy({ shape.key($0.key) != nil }) else { return }
      problems.add("\(shape.title) needs \(choices)", at: location)
    case 1:
      for key in given[0] where !has(key) {
        problems.add(
          "missing key \"\(key)\" in \(shape.title)", at: location, hint: "give \(choices)")
      }
    default:
      let rivals = entries.filter { entry in given.contains { $0.contains(entry.key) } }
      let first = rivals[0]
      guard
        let other = rivals.first(where: { rival in
          !given.contains { $0.contains(first.key) && $0.contains(rival.key) }
        })
      else { return }
      problems.add(
        "\"\(first.key)\" and \"\(other.key)\" exclude each other", at: other.keyLocation,
        hint: given.allSatisfy { $0.count == 1 } ? "keep one of them" : "give \(choices)")
    }
  }

  func entry(_ key: String) -> Node.Entry? { entries.first { $0.key == key } }

  func has(_ key: String) -> Bool { entry(key) != nil }

  func node(_ key: String) -> Node? { entry(key)?.value }

  /// Where a key's value stands, or the mapping itself where it is absent.
  func place(_ key: String) -> SourceLocation { entry(key)?.value.location ?? location }

  /// The value of a key by its kind; `nil` where it is absent, or wrong and reported.
  func value(_ name: String) -> Value? {
    guard let key = shape.key(name) else { preconditionFailure("\(shape.name) has no \(name)") }
    guard let node = node(name) else { return nil }
    switch key.kind.read(node, example: "\(name): \(key.example)") {
    case .success(let value): return value
    case .failure(let mismatch):
      problems.add("\"\(name)\" \(mismatch.message)", at: node.location, hint: mismatch.hint)
      return nil
    }
  }
}

extension Fields {
  func text(_ key: String) -> String? {
    if case .text(let text)? = value(key) { text } else { nil }
  }

  func integer(_ key: String) -> Int? {
    if case .integer(let value)? = value(key) { value } else { nil }
  }

  func number(_ key: String) -> Double? {
    if case .number(let value)? = value(key) { value } else { nil }
  }

  func truth(_ key: String) -> Bool? {
    if case .truth(let value)? = value(key) { value } else { nil }
  }

  func word<Word: RawRepresentable<String>>(_ key: String, as: Word.Type) -> Word? {
    if case .word(let word)? = value(key) { Word(rawValue: word) } else { nil }
  }

  /// A time setting in whole nanoseconds.
  func duration(_ key: String) -> Nanoseconds? {
    if case .duration(let value)? = durationOrWord(key) { value } else { nil }
  }

  enum DurationOrWord {
    case duration(Nanoseconds)
    case word(String)
  }

  func durationOrWord(_ key: String) -> DurationOrWord? {
    switch value(key) {
    case .word(let word): return .word(word)
    case .number:
      guard let node = node(key), let text = node.scalar else { return nil }
      do {
        return .duration(try Measure.duration.whole(text))
      } catch {
        let mismatch = Measure.duration.mismatch(error, text)
        problems.add(
          "\"\(key)\" \(mismatch?.message ?? "is no duration")", at: node.location,
          hint: mismatch?.hint)
        return nil
      }
    default: return nil
    }
  }

  /// A mapping below, `nil` where it is absent or none.
  func open(_ key: String, _ shapeName: String) -> Fields? {
    guard case .node(let node)? = value(key) else { return nil }
    return Fields(node, Shape.named(shapeName), label: "\"\(key)\"", problems)
  }

  /// The items of a list below, `nil` where it is absent or none.
  func items(_ key: String) -> [Node]? {
    guard case .node(let node)? = value(key) else { return nil }
    return node.list
  }
}

import HeadgateCore

/// A value that fits its kind.
enum Value: Sendable {
  case text(String)
  case word(String)
  case integer(Int)
  case seed(UInt64)
  /// A number, or a quantity in its base unit.
  case number(Double)
  case truth(Bool)
  /// A mapping or a list, to be opened.
  case node(Node)
}

/// How a value does not fit its kind: a predicate to its key, and what to write.
struct Mismatch: Error {
  var message: String
  var hint: String?
  /// Whether the value is clearly meant as the kind that complains.
  var isSpecific = false
}

extension ValueKind {
  /// The value of a node as this kind; `example` is shown where something must be written.
  func read(_ node: Node, example: String) -> Result<Value, Mismatch> {
    if node.isNull, !isAnything {
      return .failure(Mismatch(message: "has no value", hint: "write \(example)", isSpecific: true))
    }
    switch self {
    case .either(let kinds): return Self.readFirst(of: kinds, node, expectation, example: example)
    case .anything: return .success(.node(node))
    case .shape, .map: return node.entries == nil ? mismatch(node) : .success(.node(node))
    case .list(_, let minimum): return list(node, minimum: minimum, example: example)
    default:
      guard let text = node.scalar else { return mismatch(node) }
      return scalar(text, example: example)
    }
  }

  private var isAnything: Bool {
    if case .anything = self { true } else { false }
  }

  private func list(_ node: Node, minimum: Int, example: String) -> Result<Value, Mismatch> {
    guard let items = node.list else { return mismatch(node) }
    guard items.count >= minimum else {
      return .failure(
        Mismatch(message: "is empty", hint: "write \(example)", isSpecific: true))
    }
    return .success(.node(node))
  }

  private func scalar(_ text: String, example: String) -> Result<Value, Mismatch> {
    switch self {
    case .text: return .success(.text(text))
    case .truth: return text == "true" ? .success(.truth(true)) : mismatch(text)
    case .trueOrFalse:
      return text == "true" || text == "false" ? .success(.truth(text == "true")) : mismatch(text)
    case .name: return name(text)
    case .presetName: return presetName(text)
    case .words(let words):
      return words.contains(text)
        ? .success(.word(text))
        : .failure(
          Mismatch(
            message: "is \"\(text)\", which is unknown",
            hint: Spelling.hint(for: text, among: words, called: "valid"),
            isSpecific: Spelling.nearest(text, among: words) != nil))
    case .seed: return UInt64(text).map { .success(.seed($0)) } ?? mismatch(text)
    case .integer(let range): return integer(text, range)
    case .number(let bounds): return number(text, bounds)
    case .quantity(let measure, let bounds): return quantity(text, measure, bounds, example)
    default: return mismatch(text)
    }
  }

  private func integer(_ text: String, _ range: ClosedRange<Int>) -> Result<Value, Mismatch> {
    guard let number = DecimalNumber(text) else { return mismatch(text) }
    guard case .exact(let value) = number.whole(), range.contains(Int(value)) else {
      return mismatch(text, isSpecific: true)
    }
    return .success(.integer(Int(value)))
  }

  private func number(_ text: String, _ bounds: Bounds) -> Result<Value, Mismatch> {
    guard let value = DecimalNumber(text)?.double() else { return mismatch(text) }
    guard bounds.contains(value) else {
      return outside(text, bounds.demand(on: value, write: Self.plain))
    }
    return .success(.number(value))
  }

  private func quantity(
    _ text: String, _ measure: Measure, _ bounds: Bounds, _ example: String
  ) -> Result<Value, Mismatch> {
    do {
      let value = try measure.value(text)
      guard bounds.contains(value) else {
        return outside(text, bounds.demand(on: value, write: measure.written))
      }
      return .success(.number(value))
    } catch {
      return .failure(measure.mismatch(error, text) ?? general(text))
    }
  }

  private func outside(_ text: String, _ demand: String) -> Result<Value, Mismatch> {
    .failure(Mismatch(message: "must be \(demand), not \(text)", isSpecific: true))
  }

  private func name(_ text: String) -> Result<Value, Mismatch> {
    guard !text.isEmpty, text.utf8.count <= 64 else {
      return .failure(Mismatch(message: "must be a name of 1 to 64 letters, not \"\(text)\""))
    }
    if let bad = text.unicodeScalars.first(where: Self.isReserved) {
      return .failure(
        Mismatch(
          message: "is \"\(text)\", but a name cannot hold \"\(bad)\"",
          hint: "selectors and paths could not tell it apart: use letters, digits, - and _"))
    }
    guard !text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return .failure(
        Mismatch(
          message: "is \"\(text)\", but a name cannot be a number",
          hint: "in a path a number is a position"))
    }
    return .success(.text(text))
  }

  private func presetName(_ text: String) -> Result<Value, Mismatch> {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let fits = text.utf8.allSatisfy {
      letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-")
    }
    guard fits, let first = text.utf8.first, letters.contains(first), text.utf8.count <= 64 else {
      return .failure(
        Mismatch(
          message: "is \"\(text)\", which cannot be the name of a preset",
          hint: "use small letters, digits and -, a letter first", isSpecific: true))
    }
    guard !Shape.controllerWords.contains(text), text != "custom" else {
      return .failure(
        Mismatch(
          message: "is \"\(text)\", which is a preset that is built in",
          hint: "call it tuned-\(text), for one", isSpecific: true))
    }
    return .success(.text(text))
  }

  private static func isReserved(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F
      || ".{}[](),:;=<>\"'`|#&*!%".unicodeScalars.contains(scalar)
  }

  private static func readFirst(
    of kinds: [ValueKind], _ node: Node, _ expectation: String, example: String
  ) -> Result<Value, Mismatch> {
    var specific: Mismatch?
    for kind in kinds {
      switch kind.read(node, example: example) {
      case .success(let value): return .success(value)
      case .failure(let mismatch):
        if mismatch.isSpecific, specific == nil { specific = mismatch }
      }
    }
    if let specific { return .failure(specific) }
    let found = node.scalar.map { "\"\($0)\"" } ?? node.typeName
    return .failure(Mismatch(message: "must be \(expectation), not \(found)"))
  }

  private func mismatch(_ node: Node) -> Result<Value, Mismatch> {
    .failure(
      Mismatch(
        message: "must be \(expectation), not "
          + (node.scalar.map { "\"\($0)\"" } ?? node.typeName)))
  }

  private func mismatch(_ text: String, isSpecific: Bool = false) -> Result<Value, Mismatch> {
    .failure(general(text, isSpecific: isSpecific))
  }

  private func general(_ text: String, isSpecific: Bool = false) -> Mismatch {
    Mismatch(message: "must be \(expectation), not \"\(text)\"", isSpecific: isSpecific)
  }
}

extension Measure {
  /// What to say of a quantity that cannot be read, `nil` where it is no quantity at all.
  func mismatch(_ failure: QuantityFailure, _ text: String) -> Mismatch? {
    let list = units.map(\.symbol).joined(separator: ", ")
    switch failure {
    case .notANumber: return nil
    case .missingUnit(let number):
      return Mismatch(
        message: "is \(number) without a unit", hint: missingUnitHint(number) + " (units: \(list))",
        isSpecific: true)
    case .unknownUnit(let unit, let meant):
      let number = text.dropLast(unit.count).trimmed
      return Mismatch(
        message: "is \"\(text)\", and \(unit) is no unit of \(article)",
        hint: meant.map { "did you mean \(number)\($0)?" } ?? "units: \(list)", isSpecific: true)
    case .tooFine:
      return Mismatch(
        message: "is \(text), which is finer than \(self == .duration ? "a nanosecond" : "a byte")",
        isSpecific: true)
    case .tooLarge: return Mismatch(message: "is \(text), which is too large", isSpecific: true)
    }
  }

  private func missingUnitHint(_ number: DecimalNumber) -> String {
    switch self {
    case .share where number.double() <= 1:
      "write \(ValueKind.plain(number.double(shifted: 2)))%"
    case .share: "write \(number)%"
    case .rate: "write \(number)/s"
    case .duration: "write \(number)s or \(number)ms"
    case .size: "write \(number)KiB or \(number)B"
    }
  }
}

extension Substring {
  /// Without spaces and line breaks at either end.
  var trimmed: Substring {
    func isSpace(_ character: Character) -> Bool {
      character == " " || character == "\t" || character.isNewline
    }
    var text = drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
  }
}

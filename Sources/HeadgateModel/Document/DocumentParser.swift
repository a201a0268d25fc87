import Yams

/// What could be read of a document, and what is wrong with it as YAML.
package struct ParsedDocument: Sendable {
  /// `nil` where nothing could be read.
  package var root: Node?
  package var problems: [ScenarioProblem]
}

/// Reads YAML into nodes with positions.
///
/// Aliases never reach the YAML library, and repeated keys are disguised from it: it would expand
/// the former without bound while it compares keys, and stop at the first of the latter. Both are
/// done here, with limits and positions.
package struct DocumentParser {
  /// The longest document, in bytes.
  package static let longest = 4 << 20
  /// Repeated keys that are told apart; further ones wait for the next try.
  private static let mostRepeats = 50

  private let file: String
  private var source: SourceText
  private var restored: [NodeBuilder.Place: String] = [:]

  /// Reads `text`; `file` is the name that positions carry.
  package static func parse(_ text: String, file: String) -> ParsedDocument {
    guard text.utf8.count <= longest else {
      return failure(file, 1, 1, "the file is larger than 4 MiB", hint: nil)
    }
    var parser = DocumentParser(file: file, source: SourceText(text))
    return parser.parse()
  }

  private init(file: String, source: SourceText) {
    self.file = file
    self.source = source
  }

  private mutating func parse() -> ParsedDocument {
    if let offset = source.forbidden {
      let place = source.place(offset)
      let code = String(source[offset].value, radix: 16, uppercase: true)
      return failure(
        place.line, place.column,
        "not valid YAML: the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))"
          + "\(code) is not allowed",
        hint: "take it out, or write it as an escape in double quotes")
    }
    var spare = source.unused(Self.mostRepeats + 1)
    guard let aliasMark = spare.popLast() else {
      return failure(1, 1, "the file uses every private character of Unicode", hint: nil)
    }
    for offset in source.scalars.indices where source[offset] == "*" { source[offset] = aliasMark }
    while true {
      switch attempt(aliasMark: aliasMark) {
      case .done(let document): return document
      case .repeated(let key, let line, let column):
        guard let mark = spare.popLast(), disguise(key, line, column, as: mark) else {
          return failure(
            line, column, "\"\(key)\" is repeated in this mapping",
            hint: "keep one of them")
        }
      }
    }
  }

  private enum Attempt {
    case done(ParsedDocument)
    case repeated(key: String, line: Int, column: Int)
  }

  private func attempt(aliasMark: Unicode.Scalar) -> Attempt {
    do {
      let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          return .done(failure(1, 1, "the file is empty", hint: Self.starterHint))
        }
        var builder = NodeBuilder(file: file, aliasMark: aliasMark, restored: restored)
        let node = builder.build(root)
        return .done(ParsedDocument(root: node, problems: builder.problems))
      }
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      return .repeated(key: keys[0], line: context.mark.line, column: context.mark.column)
    } catch {
      return .done(failure(of: error))
    }
  }

  /// Replaces the first character of the key at a place, so that its twin is no longer equal.
  private mutating func disguise(
    _ key: String, _ line: Int, _ column: Int, as mark: Unicode.Scalar
  ) -> Bool {
    guard !key.isEmpty, var offset = source.offset(line: line, column: column) else { return false }
    let quote = source[offset]
    if quote == "\"" || quote == "'" {
      offset += 1
      guard offset < source.scalars.count, source[offset] != quote else { return false }
    }
    source[offset] = mark
    restored[NodeBuilder.Place(line: line, column: column)] = key
    return true
  }

  static let starterHint = "`headgate init NAME` writes a scenario to start from"
}

extension DocumentParser {
  private func failure(of error: any Error) -> ParsedDocument {
    switch error {
    case YamlError.parser(_, let problem, let mark, _) where problem.contains("nesting level"):
      return failure(
        max(mark.line, 1), max(mark.column, 1), "not valid YAML: nested too deeply", hint: nil)
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let line = max(mark.line, 1)
      let column = max(mark.column, 1)
      var message = "not valid YAML: "
      if let context, context.mark.line != mark.line || context.mark.column != mark.column {
        message +=
          "\(context.text) from \(max(context.mark.line, 1)):\(max(context.mark.column, 1)), "
      }
      return failure(line, column, message + problem, hint: hint(for: problem, line: line))
    case YamlError.reader(let problem, _, _, _):
      return failure(1, 1, "not valid YAML: \(problem)", hint: nil)
    default:
      return failure(1, 1, "not valid YAML: \(error)", hint: nil)
    }
  }

  private func hint(for problem: String, line: Int) -> String? {
    let text = source.line(line)
    if problem.contains("mapping values are not allowed") {
      return text.contains("{") && text.contains("}")
        ? "put the expression in quotes"
        : "check the indentation, and quote a text that holds \": \""
    }
    if problem.contains("cannot start any token") {
      return text.contains("\t")
        ? "indent with spaces, not tabs" : "put a text that begins with this character in quotes"
    }
    if problem.contains("another document") { return "keep one document in the file" }
    if problem.contains("expected key") || problem.contains("expected '-'") {
      return "check the indentation of this line and the one before"
    }
    return nil
  }

  private func failure(_ line: Int, _ column: Int, _ message: String, hint: String?)
    -> ParsedDocument
  {
    Self.failure(file, line, column, message, hint: hint)
  }

  private static func failure(
    _ file: String, _ line: Int, _ column: Int, _ message: String, hint: String?
  ) -> ParsedDocument {
    ParsedDocument(
      root: nil,
      problems: [
        ScenarioProblem(
          location: SourceLocation(file: file, line: line, column: column), message: message,
          hint: hint)
      ])
  }
}

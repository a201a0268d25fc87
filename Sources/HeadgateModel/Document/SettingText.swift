extension SourceLocation {
  /// The place of a setting of the command line.
  init(setting path: String, _ value: String) {
    let option = "--set \(path)=\(value)".prefix { !$0.isNewline }
    self.init(file: String(option), line: 1, column: 1)
  }
}

extension Node {
  /// A setting's value, in YAML; `nil`, with a problem, where it cannot be read.
  init?(setting value: String, at location: SourceLocation, _ problems: ProblemList) {
    if value.isPlainWord {
      self.init(scalar: value, at: location)
      return
    }
    let parsed = DocumentParser.parse(value, file: location.file)
    problems.add(parsed)
    guard let root = parsed.root else { return nil }
    self = root
  }
}

extension String {
  /// Whether YAML reads it as it stands: nothing but letters, digits, and what units and numbers
  /// have between them.
  var isPlainWord: Bool {
    guard let first = utf8.first, Self.isLetterOrDigit(first) else { return false }
    return utf8.allSatisfy {
      Self.isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
        || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

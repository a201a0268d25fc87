/// JSON with its members in order, for output that is the same byte for byte.
indirect enum JSONValue {
  case string(String)
  case integer(Int)
  case number(Double)
  case bool(Bool)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  static func strings(_ strings: [String]) -> JSONValue { .array(strings.map { .string($0) }) }

  mutating func append(_ key: String, _ value: JSONValue) {
    guard case .object(let members) = self else { return }
    self = .object(members + [(key, value)])
  }

  mutating func prepend(_ key: String, _ value: JSONValue) {
    guard case .object(let members) = self else { return }
    self = .object([(key, value)] + members)
  }

  mutating func append(contentsOf other: JSONValue) {
    guard case .object(let members) = self, case .object(let more) = other else { return }
    self = .object(members + more)
  }

  /// Indented by two spaces, short arrays of scalars on one line.
  var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .string(let string): text += JSONString.quoted(string)
    case .integer(let value): text += String(value)
    case .number(let value): text += ValueKind.plain(value)
    case .bool(let value): text += value ? "true" : "false"
    case .array(let items): Self.write(items, to: &text, indent)
    case .object(let members):
      guard !members.isEmpty else {
        text += "{}"
        return
      }
      text += "{"
      for (position, member) in members.enumerated() {
        text += position == 0 ? "\n" : ",\n"
        text += indent + "  " + JSONString.quoted(member.key) + ": "
        member.value.write(to: &text, indent: indent + "  ")
      }
      text += "\n\(indent)}"
    }
  }

  private static func write(_ items: [JSONValue], to text: inout String, _ indent: String) {
    let isShort = items.allSatisfy {
      switch $0 {
      case .string, .integer, .number, .bool: true
      case .array, .object: false
      }
    }
    text += "["
    for (position, item) in items.enumerated() {
      if position > 0 { text += isShort ? ", " : "," }
      if !isShort { text += "\n\(indent)  " }
      item.write(to: &text, indent: indent + "  ")
    }
    text += isShort || items.isEmpty ? "]" : "\n\(indent)]"
  }
}

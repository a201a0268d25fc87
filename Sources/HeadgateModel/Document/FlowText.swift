extension Node {
  /// The value as one line of YAML that reads back as the same value.
  package var flowText: String {
    switch content {
    case .scalar(let text, let style):
      // What is quoted may be a text that would be null without.
      let meansItself = style == .plain || !Node(scalar: text, at: location).isNull
      return text.isPlainWord && meansItself ? text : Self.quoted(text)
    case .list(let items): return "[" + items.map(\.flowText).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let members = entries.map { entry in
        (entry.key.isPlainWord ? entry.key : Self.quoted(entry.key)) + ": " + entry.value.flowText
      }
      return "{" + members.joined(separator: ", ") + "}"
    }
  }

  /// A text in double quotes.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

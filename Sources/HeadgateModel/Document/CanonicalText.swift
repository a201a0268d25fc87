extension Node {
  /// The document without positions, comments and styles, the same for the same settings.
  ///
  /// Keys are sorted, except where their order has a meaning: axes, labels and parameters.
  package var canonicalText: String {
    var text = ""
    write(to: &text, isOrdered: false)
    return text
  }

  private static let ordered: Set<String> = ["matrix", "labels", "parameters"]

  private func write(to text: inout String, isOrdered: Bool) {
    switch content {
    case .scalar(let scalar, _): Self.write(scalar, to: &text)
    case .list(let items):
      text += "["
      for item in items {
        item.write(to: &text, isOrdered: false)
        text += ","
      }
      text += "]"
    case .mapping(let entries):
      text += "{"
      let sorted =
        isOrdered
        ? entries : entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for entry in sorted {
        Self.write(entry.key, to: &text)
        text += ":"
        entry.value.write(to: &text, isOrdered: Self.ordered.contains(entry.key))
        text += ","
      }
      text += "}"
    }
  }

  private static func write(_ scalar: String, to text: inout String) {
    text += "\""
    for character in scalar.unicodeScalars {
      if character == "\"" || character == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(character)
    }
    text += "\""
  }
}

/// Text in XML.
enum XMLText {
  /// A quoted attribute value.
  static func attribute(_ text: String) -> String {
    "\"" + escaped(text, lineFeed: "&#10;") + "\""
  }

  static func content(_ text: String) -> String {
    escaped(text, lineFeed: "\n")
  }

  /// Characters that XML 1.0 has no way to say become `�`.
  private static func escaped(_ text: String, lineFeed: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += lineFeed
      case "\t": escaped += "&#9;"
      case "\r": escaped += "&#13;"
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

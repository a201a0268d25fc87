/// Writes elements of XML and HTML: what is written is well-formed, and no text can become an element.
package struct Markup: Sendable {
  package private(set) var text = ""

  package init() {}

  /// An element with what `content` writes between its tags; an empty one without.
  package mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    content: ((inout Markup) -> Void)? = nil
  ) {
    text += "<" + name
    for (key, value) in attributes {
      text += " " + key + "=\""
      text += Self.escaped(value) + "\""
    }
    guard let content else {
      text += "/>"
      return
    }
    text += ">"
    content(&self)
    text += "</" + name + ">"
  }

  /// An element that holds text alone.
  package mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) {
    element(name, attributes) { $0.write(text) }
  }

  package mutating func write(_ text: String) { self.text += Self.escaped(text) }

  /// Adds what is markup already.
  package mutating func add(_ markup: Markup) { text += markup.text }

  /// Text as it may stand between tags and in quoted attributes. By scalars: a combining mark after
  /// a quotation mark would hide it from a search by characters, and not from a browser.
  package static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isSpecial) else { return text }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case _ where isForbidden(scalar): escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "&", "<", ">", "\"", "'": true
    default: isForbidden(scalar)
    }
  }

  /// What no XML document may hold.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}

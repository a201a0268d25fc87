/// Whether text is coloured with ANSI escapes or left plain.
public enum TextStyle: Sendable {
  case plain, ansi

  enum Colour: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case alarm = "1;31"
  }

  func paint(_ text: String, _ colour: Colour?) -> String {
    guard self == .ansi, let colour, !text.isEmpty else { return text }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }
}

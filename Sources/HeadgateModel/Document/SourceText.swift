/// A document's text by Unicode scalars, with the line rules of YAML.
struct SourceText {
  private(set) var scalars: [Unicode.Scalar]
  private let lineStarts: [Int]

  init(_ text: String) {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    self.scalars = scalars
    self.lineStarts = Self.lineStarts(scalars)
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The offset of a place counted from 1, `nil` outside the text.
  func offset(line: Int, column: Int) -> Int? {
    guard lineStarts.indices.contains(line - 1), column > 0 else { return nil }
    let offset = lineStarts[line - 1] + column - 1
    return offset < scalars.count ? offset : nil
  }

  /// Line and column, from 1, of an offset.
  func place(_ offset: Int) -> (line: Int, column: Int) {
    let line = lineStarts.lastIndex { $0 <= offset } ?? 0
    return (line + 1, offset - lineStarts[line] + 1)
  }

  subscript(offset: Int) -> Unicode.Scalar {
    get { scalars[offset] }
    set { scalars[offset] = newValue }
  }

  func line(_ number: Int) -> String {
    guard lineStarts.indices.contains(number - 1) else { return "" }
    let end = lineStarts.indices.contains(number) ? lineStarts[number] : scalars.count
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[lineStarts[number - 1]..<end])
    return String(view)
  }

  /// The first character that YAML does not allow, or `nil`.
  var forbidden: Int? { scalars.firstIndex { !Self.isAllowed($0) } }

  /// `count` private-use characters that the text does not hold.
  func unused(_ count: Int) -> [Unicode.Scalar] {
    let used = Set(scalars.lazy.filter { $0.value >= 0xE000 }.map(\.value))
    return (UInt32(0xE000)...0xF8FF).lazy.filter { !used.contains($0) }.prefix(count)
      .compactMap { Unicode.Scalar($0) }
  }

  private static func lineStarts(_ scalars: [Unicode.Scalar]) -> [Int] {
    var starts = [0]
    for (offset, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": starts.append(offset + 1)
      case "\r":
        if offset + 1 >= scalars.count || scalars[offset + 1] != "\n" { starts.append(offset + 1) }
      default: break
      }
    }
    return starts
  }

  /// The printable set of YAML 1.1, section 5.1.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }
}

/// What a line, a bar or a dot is drawn like; the style sheet knows colours and dashes.
package enum PlotStyle: Sendable, Equatable {
  /// One of the first `PlotStyle.count` things that a plot tells apart.
  case number(Int)
  /// A part of a stacked bar.
  case part(Int)
  /// What others are seen against.
  case neutral
  /// What lies between those two.
  case secondary

  /// Styles that a reader can tell apart.
  package static let count = 8

  /// Its class in the style sheet.
  package var name: String {
    switch self {
    case .number(let number): "v\(number % Self.count)"
    case .part(let part): "p\(part % Self.count)"
    case .neutral: "vn"
    case .secondary: "vs"
    }
  }
}

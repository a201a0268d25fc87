/// The two sides' labels as heads of columns, broken where labels may be.
struct SideHeads {
  private static let width = 14

  private let baseline: [String]
  private let candidate: [String]

  init(_ labels: (baseline: String, candidate: String)) {
    baseline = Self.lines(labels.baseline)
    candidate = Self.lines(labels.candidate)
  }

  /// Columns of which two are the sides': all with as many header lines.
  ///
  /// - Parameters:
  ///   - before: Heads of the columns before the sides'; the first two are to the left.
  ///   - after: Heads of the columns after them.
  func columns(before: [String], after: [String]) -> [Table.Column] {
    let count = max(baseline.count, candidate.count)
    func padded(_ lines: [String]) -> [String] {
      lines + Array(repeating: "", count: count - lines.count)
    }
    let heads = before.map { [$0] } + [baseline, candidate] + after.map { [$0] }
    return heads.enumerated().map { index, lines in
      Table.Column(headers: padded(lines), alignment: index < 2 ? .left : .right)
    }
  }

  /// Lines of at most `width` characters, broken after a separator or, for want of one, anywhere.
  private static func lines(_ label: String) -> [String] {
    var pieces = [""]
    for character in label {
      pieces[pieces.count - 1].append(character)
      if ":/=, ".contains(character) || pieces[pieces.count - 1].count == width {
        pieces.append("")
      }
    }
    var lines = [""]
    for piece in pieces {
      if lines[lines.count - 1].count + piece.count > width { lines.append("") }
      lines[lines.count - 1] += piece
    }
    return lines
  }
}

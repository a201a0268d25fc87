/// A side's label as the head of a column.
enum ShortLabel {
  private static let widest = 24

  static func text(_ label: String) -> String {
    label.count <= widest ? label : "…" + label.suffix(widest - 1)
  }
}

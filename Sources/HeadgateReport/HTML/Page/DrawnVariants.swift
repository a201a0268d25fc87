import HeadgateModel

/// The variants that plots show: all, as long as a reader can tell them apart; else the first, and of
/// the others as many, spread evenly from the lowest to the highest of a figure.
struct DrawnVariants {
  struct Entry {
    var variant: VariantResult
    /// In full, with its mode where there are several.
    var name: String
    /// Short, beside a line.
    var label: String
    var style: PlotStyle
    /// Its place among all variants.
    var position: Int
  }

  private static let figures = ["latency.p99", "latency.mean", "throughput"]

  let entries: [Entry]
  /// Variants that are left out.
  let left: Int
  private let figure: String

  init(_ columns: VariantColumns) {
    let variants = columns.variants
    let labels = VariantLabels(variants).texts
    figure = Self.figures.first { figure in variants.contains { $0.summary(figure) != nil } } ?? ""
    let drawn = Self.choice(variants, by: figure)
    left = variants.count - drawn.count
    entries = drawn.enumerated().map { number, position in
      Entry(
        variant: variants[position], name: columns.label(variants[position]),
        label: labels[position], style: .number(number), position: position)
    }
  }

  var isSingle: Bool { entries.count == 1 && left == 0 }

  /// What is left out, and by which rule; empty where nothing is.
  var note: String {
    guard left > 0 else { return "" }
    let rule =
      figure.isEmpty
      ? "the first of them" : "the first, and others spread evenly over the range of \(figure)"
    return "Plots show \(entries.count) of \(entries.count + left) variants: \(rule). "
      + "The tables have all."
  }

  private static func choice(_ variants: [VariantResult], by figure: String) -> [Int] {
    guard variants.count > PlotStyle.count else { return Array(variants.indices) }
    guard !figure.isEmpty else { return Array(0..<PlotStyle.count) }
    let ranked = variants.indices.dropFirst().map { ($0, variants[$0].summary(figure)?.mean ?? 0) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    let steps = PlotStyle.count - 2
    let others = (0...steps).map { ranked[$0 * (ranked.count - 1) / steps].0 }
    return [0] + others.sorted()
  }

  /// The key to lines: a sample of each with the variant's full name.
  var key: HTMLText? {
    guard entries.count > 1 else { return nil }
    return PlotKey.text(entries.map { (style: $0.style, name: $0.name) })
  }
}

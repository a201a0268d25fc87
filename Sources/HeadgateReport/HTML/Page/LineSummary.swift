import HeadgateModel

/// A plot over time in words: of each line its mean over the steps, and its highest value and when.
enum LineSummary {
  static func text(_ lines: [PlotLine], unit: MetricUnit) -> String {
    let told = lines.compactMap { line -> String? in
      let points = line.points
      guard let highest = points.max(by: { $0.y < $1.y }) else { return nil }
      let mean = points.reduce(0) { $0 + $1.y } / Double(points.count)
      return "\(line.name): mean \(FigureText.text(mean, unit)), highest "
        + "\(FigureText.text(highest.y, unit)) at \(SpanText.text(seconds: highest.x))"
    }
    return told.isEmpty ? "No values." : told.joined(separator: "; ") + "."
  }
}

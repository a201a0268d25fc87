/// Samples of what a plot tells apart, with their names.
enum PlotKey {
  /// Fills of a bar's parts, each once.
  static func parts(_ entries: [(style: PlotStyle, name: String)]) -> HTMLText {
    var unique: [(style: PlotStyle, name: String)] = []
    for entry in entries where !unique.contains(where: { $0.style == entry.style }) {
      unique.append(entry)
    }
    return list(unique) { entry, sample in
      sample.element(
        "rect",
        ["class": "part \(entry.style.name)", "x": "8", "y": "0", "width": "14", "height": "10"])
    }
  }

  /// Lines.
  static func text(_ entries: [(style: PlotStyle, name: String)]) -> HTMLText {
    list(entries) { entry, sample in
      sample.element("path", ["class": "line \(entry.style.name)", "d": "M1,5 29,5"])
    }
  }

  private static func list(
    _ entries: [(style: PlotStyle, name: String)],
    sample: @escaping ((style: PlotStyle, name: String), inout Markup) -> Void
  ) -> HTMLText {
    var markup = Markup()
    markup.element("ul", ["class": "key"]) { list in
      for entry in entries {
        list.element("li") { item in
          item.element("svg", ["viewBox": "0 0 30 10", "aria-hidden": "true"]) {
            sample(entry, &$0)
          }
          item.write(entry.name)
        }
      }
    }
    return HTMLText(markup)
  }
}

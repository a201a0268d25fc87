/// Samples of lines with their names.
enum PlotKey {
  static func text(_ entries: [(style: PlotStyle, name: String)]) -> HTMLText {
    var markup = Markup()
    markup.element("ul", ["class": "key"]) { list in
      for entry in entries {
        list.element("li") { item in
          item.element("svg", ["viewBox": "0 0 30 10", "aria-hidden": "true"]) {
            $0.element("path", ["class": "line \(entry.style.name)", "d": "M1,5 29,5"])
          }
          item.write(entry.name)
        }
      }
    }
    return HTMLText(markup)
  }
}

/// The name of a run or a comparison.
enum PageHeading {
  /// - Parameter isTitle: whether it is the page's own.
  static func text(_ name: String, isTitle: Bool) -> HTMLText {
    var markup = Markup()
    markup.element(isTitle ? "h1" : "h2", text: name)
    return HTMLText(markup)
  }
}

/// What is folded away until it is asked for.
struct DetailsView {
  var summary: HTMLText
  var content: HTMLText

  init(_ summary: String, _ content: HTMLText) {
    self.summary = HTMLText(escaping: summary)
    self.content = content
  }

  /// Text as it is, line by line.
  init(_ summary: String, text: String) {
    var markup = Markup()
    markup.element("pre", text: text)
    self.init(summary, HTMLText(markup))
  }
}

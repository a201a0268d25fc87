/// Named facts, one a line.
enum DescriptionList {
  /// Facts without a value are left out.
  static func text(_ facts: [(name: String, value: String)]) -> HTMLText {
    var markup = Markup()
    markup.element("dl") { list in
      for fact in facts where !fact.value.isEmpty {
        list.element("dt", text: fact.name)
        list.element("dd", text: fact.value)
      }
    }
    return HTMLText(markup)
  }
}

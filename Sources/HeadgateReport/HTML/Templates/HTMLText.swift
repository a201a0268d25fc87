import Mustache

/// Text for a template that is markup or has been made harmless: templates take nothing else, so that
/// nothing of a scenario can become markup by being forgotten.
struct HTMLText: Sendable, Equatable, MustacheCustomRenderable {
  let renderText: String

  init(escaping text: String) { renderText = Markup.escaped(text) }

  init(_ markup: Markup) { renderText = markup.text }

  /// - Parameter source: of this package, never of a result.
  init(ownMarkup source: String) { renderText = source }

  var isNull: Bool { false }
}

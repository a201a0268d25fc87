/// A plot with its title and what to know about it.
struct FigureView {
  var title: HTMLText
  var caption: HTMLText?
  /// The key to its parts, where they have one of their own.
  var ownKey: HTMLText?
  /// The drawing for wide pages; `nil` where one drawing is for all.
  var wide: HTMLText?
  var panel: HTMLText

  init(_ plot: LinePlot, caption: String = "", isWide: Bool = false) {
    self.init(
      title: plot.title, caption: caption, wide: isWide ? plot.svg(.wide) : nil,
      panel: plot.svg(.panel))
  }

  init(
    title: String, caption: String = "", ownKey: HTMLText? = nil, wide: Markup? = nil, panel: Markup
  ) {
    self.title = HTMLText(escaping: title)
    self.caption = caption.isEmpty ? nil : HTMLText(escaping: caption)
    self.ownKey = ownKey
    self.wide = wide.map { HTMLText($0) }
    self.panel = HTMLText(panel)
  }
}

/// A part of a run's page: words, a key to colours, tables, figures, and what is folded away.
struct SectionView {
  var id: HTMLText
  var title: HTMLText
  var lead: HTMLText?
  var key: HTMLText?
  var tables: [HTMLText]
  var hasFigures: Bool
  var figures: [FigureView]
  var details: [DetailsView]

  init(
    id: String, title: String, lead: String = "", key: HTMLText? = nil, tables: [HTMLText] = [],
    figures: [FigureView] = [], details: [DetailsView] = []
  ) {
    self.id = HTMLText(escaping: id)
    self.title = HTMLText(escaping: title)
    self.lead = lead.isEmpty ? nil : HTMLText(escaping: lead)
    self.key = key
    self.tables = tables
    hasFigures = !figures.isEmpty
    self.figures = figures
    self.details = details
  }
}

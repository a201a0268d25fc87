/// A run, or a comparison of two, as the templates show it.
struct RunView {
  struct Verdict {
    /// `good`, `bad` or `warn`.
    var kind: HTMLText
    var word: HTMLText
    var reason: HTMLText
  }

  var id: HTMLText
  /// The whole element: of a single run it is the page's.
  var heading: HTMLText
  var description: HTMLText?
  var verdict: Verdict?
  var alarms: [HTMLText]
  var facts: HTMLText
  var notes: [HTMLText]
  /// What fits beside one another, first of all.
  var overview: [SectionView]
  var hasOverview: Bool
  var sections: [SectionView]
  /// All of both; empty where there are too few to be linked to.
  var links: [SectionView]

  init(
    id: String, heading: HTMLText, description: String, verdict: Verdict?, alarms: [String],
    facts: String, notes: [String], overview: [SectionView], sections: [SectionView]
  ) {
    self.id = HTMLText(escaping: id)
    self.heading = heading
    self.description = description.isEmpty ? nil : HTMLText(escaping: description)
    self.verdict = verdict
    self.alarms = alarms.map { HTMLText(escaping: $0) }
    self.facts = HTMLText(escaping: facts)
    self.notes = notes.map { HTMLText(escaping: $0) }
    self.overview = overview
    hasOverview = !overview.isEmpty
    self.sections = sections
    links = overview.count + sections.count > 2 ? overview + sections : []
  }
}

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
  var sections: [SectionView]
  var hasLinks: Bool

  init(
    id: String, heading: HTMLText, description: String, verdict: Verdict?, alarms: [String],
    facts: String, notes: [String], sections: [SectionView]
  ) {
    self.id = HTMLText(escaping: id)
    self.heading = heading
    self.description = description.isEmpty ? nil : HTMLText(escaping: description)
    self.verdict = verdict
    self.alarms = alarms.map { HTMLText(escaping: $0) }
    self.facts = HTMLText(escaping: facts)
    self.notes = notes.map { HTMLText(escaping: $0) }
    self.sections = sections
    hasLinks = sections.count > 2
  }
}

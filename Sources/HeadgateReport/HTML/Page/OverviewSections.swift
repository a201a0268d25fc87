import HeadgateModel

/// What was demanded and what came out, before any figure.
struct OverviewSections {
  private let subject: RunSubject

  init(_ subject: RunSubject) {
    self.subject = subject
  }

  var views: [SectionView] { [thresholds, figures].compactMap { $0 } }

  private var thresholds: SectionView? {
    let table = ThresholdTable(subject.columns, thresholds: subject.result.thresholds).table
    guard var table else { return nil }
    table.title = nil
    return SectionView(
      id: subject.id + "-thresholds", title: "Thresholds", tables: [subject.table(table)])
  }

  private var figures: SectionView? {
    guard let table = subject.figures.table(of: [.jobs, .latency]) else { return nil }
    return SectionView(
      id: subject.id + "-figures", title: "Figures", tables: [subject.table(table)])
  }
}

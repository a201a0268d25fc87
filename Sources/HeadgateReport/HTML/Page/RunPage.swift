import HeadgateModel

/// One run on the page: verdict and alarms above all, then thresholds, figures and plots.
struct RunPage {
  private let result: RunResult
  private let id: String
  private let isOnly: Bool

  /// - Parameter isOnly: whether the page has nothing else, and the run's name is its title.
  init(_ result: RunResult, id: String, isOnly: Bool) {
    self.result = result
    self.id = id
    self.isOnly = isOnly
  }

  var view: RunView {
    let subject = RunSubject(result, id: id)
    let sections =
      [
        VariantsSection(subject).view, LoadSection(subject).view, LatencySection(subject).view,
        TimePartsSection(subject).view, StagesSection(subject).view,
        ControllerSection(subject).view, ProvenanceSection(subject).view,
      ].compactMap { $0 }
    return RunView(
      id: id, heading: PageHeading.text(result.scenarioName, isTitle: isOnly),
      description: result.scenarioDescription, verdict: RunView.Verdict(result),
      alarms: RunAlarms.texts(result), facts: RunReport(result).circumstances,
      notes: notes(subject),
      overview: OverviewSections(subject).views, sections: sections)
  }

  private func notes(_ subject: RunSubject) -> [String] {
    var notes: [String] = []
    if result.variants.contains(where: \.mode.isWallClock) { notes.append(RunReport.liveNote) }
    if result.variants.isEmpty {
      notes.append("Nothing had finished, so there are no figures.")
    } else if !subject.hasSeries {
      notes.append("The result keeps no series, so there is nothing to draw over time.")
    }
    return notes
  }
}

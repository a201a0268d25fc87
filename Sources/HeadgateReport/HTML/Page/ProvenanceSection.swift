import HeadgateModel

/// What a run's figures are a function of, and what it takes to get them again.
struct ProvenanceSection {
  private let subject: RunSubject
  private let result: RunResult

  init(_ subject: RunSubject) {
    self.subject = subject
    result = subject.result
  }

  var view: SectionView {
    SectionView(
      id: subject.id + "-provenance", title: "Scenario, seed and machine", tables: [facts],
      details: [scenario, digests].compactMap { $0 })
  }

  private var facts: HTMLText {
    let environment = result.environment
    return DescriptionList.text([
      ("scenario file", result.scenarioPath), ("scenario SHA-256", result.scenarioSHA256),
      ("seed", "\(result.seed)"),
      ("headgate", environment.version + (commit.isEmpty ? "" : ", commit \(commit)")),
      ("host", environment.host), ("machine", environment.machine),
      ("started", environment.startedAt),
      ("took", SpanText.text(seconds: environment.wallSeconds)),
    ])
  }

  private var commit: String { result.environment.commit }

  private var scenario: DetailsView? {
    result.scenarioText.isEmpty
      ? nil : DetailsView("Scenario as run", text: result.scenarioText)
  }

  private var digests: DetailsView? {
    let lines = subject.columns.variants.flatMap { variant in
      [subject.columns.label(variant)]
        + variant.replications.map { "  \($0.replication)  \($0.digest)  seed \($0.seed)" }
    }
    guard !lines.isEmpty else { return nil }
    return DetailsView(
      "Trace digests, one a replication", text: lines.joined(separator: "\n"))
  }
}

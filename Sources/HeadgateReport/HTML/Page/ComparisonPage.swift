import HeadgateModel

/// A comparison of two runs on the page, variant by variant.
struct ComparisonPage {
  private let comparison: RunComparison
  private let id: String
  private let isOnly: Bool

  init(_ comparison: RunComparison, id: String, isOnly: Bool) {
    self.comparison = comparison
    self.id = id
    self.isOnly = isOnly
  }

  var view: RunView {
    let outcome = ComparisonOutcomeCount(comparison)
    let sections = comparison.variants.enumerated().map { number, variant in
      ComparedVariantSection(
        variant, comparison: comparison, id: "\(id)-\(number + 1)", hasModes: hasModes
      ).view
    }
    return RunView(
      id: id, heading: PageHeading.text(comparison.title, isTitle: isOnly), description: "",
      verdict: RunView.Verdict(
        kind: HTMLText(escaping: outcome.kind), word: HTMLText(escaping: outcome.word),
        reason: HTMLText(escaping: outcome.reason)),
      alarms: [], facts: facts, notes: comparison.caveats.map(Self.words) + left,
      overview: [], sections: sections + [provenance])
  }

  private var hasModes: Bool { Set(comparison.variants.map(\.identity.mode)).count > 1 }

  private var facts: String {
    let (before, after) = (comparison.baseline, comparison.candidate)
    let scenario =
      before.scenarioName == after.scenarioName
      ? before.scenarioName : "\(before.scenarioName) and \(after.scenarioName)"
    let seed =
      before.seed == after.seed
      ? "seed \(before.seed)" : "seeds \(before.seed) and \(after.seed)"
    return "scenario \(scenario), \(seed), "
      + RunReport.counted(comparison.variants.count, "variant") + " on both sides"
  }

  private var left: [String] {
    func line(_ identities: [VariantIdentity], _ side: ComparedRun) -> [String] {
      identities.isEmpty
        ? []
        : [
          "Only \(side.label) has "
            + identities.map { "\($0.name) (\($0.mode.rawValue))" }.joined(separator: ", ")
            + ": compared with nothing."
        ]
    }
    return line(comparison.baselineOnly, comparison.baseline)
      + line(comparison.candidateOnly, comparison.candidate)
  }

  private static func words(_ caveat: ComparisonCaveat) -> String {
    switch caveat {
    case .differentScenario: "The scenarios bear different names: these may be different questions."
    case .changedScenario:
      "The scenario's content differs: the change may lie there and not in the code."
    case .differentSeed:
      "The seeds differ: nothing can be paired, and the noise between universes stays in."
    case .differentMachine: "Measured on different machines."
    case .unblocked:
      "Measured at different times and not in pairs: drift of the machine is in the difference."
    case .interrupted: "One side was interrupted, and holds what had finished."
    case .invalid: "A self-check of one side did not hold: its figures are not to be trusted."
    }
  }

  private var provenance: SectionView {
    let sides = [comparison.baseline, comparison.candidate].map { side in
      DescriptionList.text([
        ("run", side.label), ("scenario SHA-256", side.scenarioSHA256), ("seed", "\(side.seed)"),
        ("headgate", side.environment.version), ("commit", side.environment.commit),
        ("machine", side.environment.machine), ("started", side.environment.startedAt),
      ])
    }
    return SectionView(id: id + "-provenance", title: "The two sides", tables: sides)
  }
}

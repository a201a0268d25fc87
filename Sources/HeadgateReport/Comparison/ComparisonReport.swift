public import HeadgateModel

/// A candidate against a baseline: what makes the two less comparable first, then variant by variant
/// what changed, by how much, and where the difference arises.
public struct ComparisonReport: Sendable {
  private let comparison: RunComparison
  private let isComplete: Bool

  /// - Parameter isComplete: shows every metric; else those that matter, and those that moved.
  public init(_ comparison: RunComparison, isComplete: Bool = false) {
    self.comparison = comparison
    self.isComplete = isComplete
  }

  public var document: Document {
    var parts: [Document.Part] = [.heading(title, detail: ""), .text(circumstances)]
    parts += alarms.map { .alarm($0) }
    if let identical { parts.append(.text(identical)) }
    var isFirst = true
    for variant in comparison.variants where variant.basis != .identical {
      parts +=
        ComparedVariant(
          variant, of: comparison, isComplete: isComplete, hasLegend: isFirst
        ).parts
      isFirst = false
    }
    parts.append(ComparisonSummary(comparison).part)
    return Document(parts)
  }

  /// What makes the two less comparable, and variants that are compared with nothing.
  var alarms: [String] {
    comparison.caveats.map { CaveatText.text($0, of: comparison) } + onlyOnOneSide
  }

  private var title: String {
    let (before, after) = (comparison.baseline, comparison.candidate)
    let names =
      before.scenarioName == after.scenarioName
      ? before.scenarioName : "\(after.scenarioName) against \(before.scenarioName)"
    return "\(names): \(after.label) against \(before.label)"
  }

  private var circumstances: String {
    let sides = [("baseline", comparison.baseline), ("candidate", comparison.candidate)]
    return sides.map { name, run in
      let build = [run.environment.version, String(run.environment.commit.prefix(12))]
        .filter { !$0.isEmpty }
      return "\(name) \(run.label): seed \(run.seed)"
        + (build.isEmpty ? "" : ", headgate " + build.joined(separator: " "))
    }.joined(separator: "; ")
  }

  private var onlyOnOneSide: [String] {
    let sides = [
      (comparison.baseline.label, comparison.baselineOnly),
      (comparison.candidate.label, comparison.candidateOnly),
    ]
    return sides.compactMap { label, variants in
      variants.isEmpty
        ? nil
        : "ONLY IN \(label), and compared with nothing: "
          + variants.map { VariantLabel.text($0, of: comparison) }.joined(separator: ", ")
    }
  }

  /// The variants that are the same to the last event, in one text.
  private var identical: String? {
    let variants = comparison.variants.filter { $0.basis == .identical }
    guard !variants.isEmpty else { return nil }
    let names = variants.map {
      "\(VariantLabel.text($0.identity, of: comparison)) ("
        + RunReport.counted($0.identicalPairs, "replication") + ")"
    }
    return "identical, event by event: " + names.joined(separator: ", ")
  }
}

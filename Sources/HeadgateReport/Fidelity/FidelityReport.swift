public import HeadgateModel

/// How well a prediction held: variant by variant the figures side by side, what the machine added,
/// and the verdict.
public struct FidelityReport: Sendable {
  private let result: FidelityResult

  public init(_ result: FidelityResult) {
    self.result = result
  }

  public var document: Document {
    var parts: [Document.Part] = [
      .heading(
        result.scenarioName,
        detail: "what the simulator predicts against what the engine does on the wall clock"),
      .text(
        "seed \(result.seed), \(RunReport.counted(result.variants.count, "variant")); every run "
          + "meets the same arrivals and the same work"),
    ]
    for (place, variant) in result.variants.enumerated() {
      parts += self.parts(of: variant, isFirst: place == 0)
    }
    parts.append(verdict)
    return Document(parts)
  }

  /// What the columns mean is said once.
  private func parts(of variant: FidelityVariant, isFirst: Bool) -> [Document.Part] {
    [.heading(variant.name, detail: circumstances(variant))]
      + variant.alarms.map { .alarm("NOT TO BE TRUSTED: \($0)") }
      + [.table(FidelityTable(variant, hasLegend: isFirst).table)]
      + (OverheadTable(variant.overhead, hasLegend: isFirst).table.map { [.table($0)] } ?? [])
      + [.text("\(variant.name): \(variant.verdict.rawValue)\(FidelityReason.text(variant))")]
  }

  private func circumstances(_ variant: FidelityVariant) -> String {
    func percent(_ share: Double) -> String { Decimal.fixed(share * 100, decimals: 1) + " %" }
    var facts = [
      RunReport.counted(variant.runs, "run"),
      RunReport.counted(variant.raw.agreement.jobs, "job") + " each",
      "\(variant.busiestStage) is \(percent(variant.utilization)) busy",
    ]
    if variant.tokenShare >= 0.001 {
      facts.append("\(percent(variant.tokenShare)) of the latency waits for tokens")
    }
    switch variant.widening {
    case nil: facts.append("too loaded to judge: figures are reported only")
    case 1?: break
    case let widening?:
      facts.append("bands \(Decimal.fixed(widening, decimals: 2)) times as wide for the load")
    }
    return facts.joined(separator: ", ")
  }

  private var verdict: Document.Part {
    let verdict = result.isInterrupted ? "interrupted" : result.verdict.rawValue
    let reason =
      result.isInterrupted
      ? "stopped before its end; variants that were measured whole are shown"
      : FidelityReason.text(result)
    return .verdict(
      "verdict: \(verdict): \(reason)",
      isGood: !result.isInterrupted && [.pass, .unjudged].contains(result.verdict))
  }
}

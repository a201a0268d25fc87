import HeadgateModel

/// Why a prediction is judged as it is, in words.
enum FidelityReason {
  private static let shownNames = 5

  /// With a colon before it; empty where the verdict says all.
  static func text(_ variant: FidelityVariant) -> String {
    let measures = variant.raw.measures
    switch variant.verdict {
    case .pass: return ": all \(measures.count { $0.verdict == .pass }) demands held"
    case .unjudged: return ": too loaded for bands to say anything"
    case .inconclusive:
      return ": the runs differ too much among themselves in "
        + names(measures.filter { $0.verdict == .inconclusive })
    case .fail:
      guard variant.alarms.isEmpty else { return ": a self-check failed" }
      return ": outside the bands: " + names(measures.filter { $0.verdict == .fail })
        + calibration(variant)
    }
  }

  private static func calibration(_ variant: FidelityVariant) -> String {
    guard let calibrated = variant.calibrated else { return "" }
    switch calibrated.verdict {
    case .pass:
      return "; with the machine's overhead inside: the model is right, its overhead missing"
    case .inconclusive, .unjudged:
      return "; with the machine's overhead the runs differ too much to say"
    case .fail:
      return "; with the machine's overhead still outside: "
        + names(calibrated.measures.filter { $0.verdict == .fail })
    }
  }

  static func text(_ result: FidelityResult) -> String {
    let variants = RunReport.counted(result.variants.count, "variant")
    func count(_ verdict: FidelityVerdict) -> Int {
      result.variants.count { $0.verdict == verdict }
    }
    switch result.verdict {
    case .pass:
      let unjudged = count(.unjudged)
      return unjudged == 0
        ? "inside the bands in \(variants)"
        : "inside the bands in \(count(.pass)) of \(variants), \(unjudged) too loaded to judge"
    case .fail: return "outside the bands in \(count(.fail)) of \(variants)"
    case .inconclusive: return "undecided in \(count(.inconclusive)) of \(variants)"
    case .unjudged: return "nothing was judged"
    }
  }

  private static func names(_ measures: [FidelityMeasure]) -> String {
    let names = measures.prefix(shownNames).map(\.name).joined(separator: ", ")
    let rest = measures.count - shownNames
    return rest > 0 ? "\(names) and \(rest) more" : names
  }
}

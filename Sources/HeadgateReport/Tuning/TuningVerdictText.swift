import HeadgateModel

/// What a study comes to, in a line.
enum TuningVerdictText {
  static func text(_ result: TuningResult) -> String {
    "verdict: \(words(result.verdict).word): \(reason(result))"
  }

  /// What the word rests on.
  static func reason(_ result: TuningResult) -> String {
    switch result.verdict {
    case .better: gains(result)
    case .equivalent: "nowhere worse than as it stands; \(gains(result))"
    case .refused(let reason): reason
    }
  }

  /// One word, and what stands behind it.
  static func words(_ verdict: TuningVerdict) -> (kind: String, word: String) {
    switch verdict {
    case .better: ("good", "better")
    case .equivalent: ("warn", "equivalent")
    case .refused: ("bad", "refused")
    }
  }

  /// How the preset is used that came of it.
  static func use(of file: String, _ result: TuningResult) -> String {
    let name = file.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    let preset = name ?? result.space.name
    let hasController =
      result.winner?.settings.contains { $0.path.hasPrefix("controller") } ?? false
    return "\(file) holds the settings: `headgate run FILE --preset \(preset)` applies them all"
      + (hasController ? ", `--controller \(preset)` the controller alone" : "")
  }

  /// The first objective against the scenarios as they stand.
  static func gains(_ result: TuningResult) -> String {
    guard let objective = result.space.objectives.first?.metric.description else { return "" }
    let gains = result.validation.filter { $0.opponent == TuningContest.asItStands }
      .compactMap { contest -> String? in
        guard let metric = contest.metrics.first(where: { $0.name == objective }),
          let ratio = metric.ratio
        else { return nil }
        let interval = Table.Cell.interval(
          metric.low.map { $0 - 1 }, metric.high.map { $0 - 1 })
        return Table.Cell.percent(ratio - 1) + (interval.isEmpty ? "" : " \(interval)")
          + " on \(contest.scenario)" + (contest.isHeldOut ? " (held out)" : "")
      }
    return "\(objective) " + gains.joined(separator: ", ")
  }
}

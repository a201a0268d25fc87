import HeadgateModel
import HeadgateStatistics

extension TuningStudy {
  /// Universes that the winner's settings are taken back on, one at a time.
  static let importanceUniverses = 20

  /// What each of the winner's settings is worth, by importance.
  func importance(
    of winner: TuningFinalist, _ outcome: TuningSearch.Outcome, options: TuningOptions
  ) async throws -> (list: [TuningImportance], runs: Int) {
    let parameters = space.parameters.filter { parameter in
      winner.settings.contains { $0.path == parameter.path }
    }
    guard !parameters.isEmpty else { return ([], 0) }
    let set = searched
    let entrants =
      [("winner", winner.settings)]
      + parameters.map { ($0.path, settings(winner.settings, without: $0.path)) }
    var contenders = contenders(
      entrants, on: set, from: TuningUniverses.importance, options: options)
    let clock = PhaseClock(
      .importance, total: (entrants.count + 1) * set.count * Self.importanceUniverses,
      report: options.progress)
    try await contenders.extend(
      Array(contenders.members.indices), to: Self.importanceUniverses,
      ended: { clock.report(completed: $0) })
    let explained = explained(outcome)
    let best = contenders.values(0, of: 1)
    let list = parameters.enumerated().map { place, parameter in
      let interval = loss(of: place + 2, against: best, contenders)
      return TuningImportance(
        path: parameter.path,
        value: winner.settings.first { $0.path == parameter.path }?.value ?? "",
        reference: set.scenarios[0].template.value(at: parameter.path), loss: interval?.mean,
        low: interval?.low, high: interval?.high, explained: explained[parameter.path] ?? 0)
    }
    // Where nothing runs without a setting it matters most.
    return (list.sorted { ($0.loss ?? .infinity) > ($1.loss ?? .infinity) }, contenders.runs)
  }

  private func loss(
    of place: Int, against best: [Double], _ contenders: ContenderSet
  ) -> MeanInterval? {
    guard contenders.members[place].problem == nil else { return nil }
    let differences = zip(contenders.values(0, of: place), best).map { $0 - $1 }
    guard differences.allSatisfy(\.isFinite) else { return nil }
    return MeanInterval(differences)
  }

  /// The settings without one, and without those that only counted because of it.
  private func settings(_ settings: [VariantSetting], without path: String) -> [VariantSetting] {
    let template = searched.scenarios[0].template
    var kept: [VariantSetting] = []
    for parameter in space.parameters {
      guard parameter.path != path,
        let setting = settings.first(where: { $0.path == parameter.path })
      else { continue }
      if let condition = parameter.condition {
        let value =
          kept.first { $0.path == condition.path }?.value ?? template.value(at: condition.path)
        guard let value, condition.values.contains(value) else { continue }
      }
      kept.append(setting)
    }
    return kept
  }

  /// The share of the objective's variance over all candidates that each parameter explains by itself.
  private func explained(_ outcome: TuningSearch.Outcome) -> [String: Double] {
    let judge = judge(of: searched)
    let looked = outcome.evaluations.compactMap { evaluation -> (TuningEvaluation, Double)? in
      guard evaluation.problem == nil, !evaluation.figures.isEmpty else { return nil }
      let values = judge.values(0, of: evaluation.figures, over: outcome.baseline)
      let known = values.compactMap { $0 }
      return known.isEmpty ? nil : (evaluation, SampleMoments(known).mean)
    }
    var shares: [String: Double] = [:]
    for (dimension, parameter) in space.parameters.enumerated() {
      let active = looked.filter { $0.0.settings.contains { $0.path == parameter.path } }
      shares[parameter.path] = ExplainedVariance.share(
        active.map { ($0.0.point[dimension], $0.1) })
    }
    return shares
  }
}

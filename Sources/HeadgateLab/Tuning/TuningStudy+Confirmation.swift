import HeadgateModel

extension TuningStudy {
  /// The top three of the choice, the presets, and the scenario as it stands; the same settings once.
  func entrants(_ choice: TuningChoice) -> [LiveConfirmation.Entrant] {
    let best = choice.finalists.filter(\.isFeasible).prefix(3).map {
      LiveConfirmation.Entrant(name: $0.name, settings: $0.settings)
    }
    let presets = Self.presets.map {
      LiveConfirmation.Entrant(name: $0.name, settings: $0.settings)
    }
    let own = LiveConfirmation.Entrant(name: ContenderSet.asItStands, settings: [])
    var seen: Set<String> = []
    return (best + presets + [own]).filter {
      seen.insert(TuningCandidate.key(of: $0.settings)).inserted
    }
  }

  /// - Returns: `nil` where it was not asked for, or was stopped.
  func confirm(_ choice: TuningChoice, options: TuningOptions) async throws -> TuningConfirmation? {
    guard let settings = options.confirmation else { return nil }
    let confirmation = LiveConfirmation(
      space: space, simulator: backend, settings: settings, seed: space.search.seed)
    do {
      return try await confirmation.run(
        entrants(choice), progress: options.progress, isCancelled: options.isCancelled)
    } catch is RunInterrupted {
      return nil
    }
  }
}

import HeadgateModel

/// What tells builds apart whose simulated runs differ, so that no study goes on with figures of
/// another one.
enum StudyVersion {
  /// Changes whenever candidates are looked for or judged in another way.
  private static let search = 1

  /// The build, and what its first run of each scenario comes to, event by event.
  ///
  /// - Throws: what keeps a scenario from running as it stands.
  static func current(
    _ scenarios: [TuningScenario], backend: any RunBackend
  ) async throws -> String {
    var words = ["headgate \(Version.current)", "search \(search)"]
    for scenario in scenarios where !scenario.isHeldOut {
      let specification = scenario.template.scenario.variants[0].specification
      words.append(
        try await backend.run(
          specification, replication: 0,
          options: RunOptions(isCancelled: { Interruption.isRequested })
        ).digest)
    }
    return words.joined(separator: " ")
  }
}

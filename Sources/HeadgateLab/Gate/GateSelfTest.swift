import HeadgateCore
public import HeadgateModel

/// Proves that a gate can fail: every stage of a scenario slowed by a known factor must fail it.
public enum GateSelfTest {
  /// Factors of all service times, mildest first. A gate that lets the last one pass lets everything
  /// pass.
  public static let slowdowns: [Double] = [1.05, 1.25, 2, 4]

  /// The scenario with every stage's service times multiplied throughout the run.
  public static func slowed(_ scenario: Scenario, by factor: Double) -> Scenario {
    var scenario = scenario
    for index in scenario.variants.indices {
      let stages = scenario.variants[index].specification.pipeline.stages.count
      scenario.variants[index].specification.faults += (0..<stages).map {
        FaultSettings(
          at: 0, duration: Nanoseconds.never, stage: $0, effect: .slowdown(factor))
      }
    }
    return scenario
  }
}

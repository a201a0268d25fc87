/// How much load one variant carries, or how small its setting may be.
public struct CapacityVariant: Sendable, Equatable {
  public var name: String
  public var settings: [VariantSetting]
  /// All that was tried, by position.
  public var trials: [CapacityTrial]
  /// Place of the answer among the trials: the highest load, or the smallest value, that meets the
  /// thresholds; `nil` where none does.
  public var answer: Int?
  /// Place of the nearest trial beyond the answer, which does not; `nil` where the search ended
  /// before there was one.
  public var beyond: Int?
  /// Where the answer lies if the figures of the two trials are taken as their 95 % intervals allow;
  /// `nil` where that is not known.
  public var low: Double?
  public var high: Double?

  public init(
    name: String, settings: [VariantSetting], trials: [CapacityTrial], answer: Int?, beyond: Int?,
    low: Double? = nil, high: Double? = nil
  ) {
    self.name = name
    self.settings = settings
    self.trials = trials
    self.answer = answer
    self.beyond = beyond
    self.low = low
    self.high = high
  }

  public var answered: CapacityTrial? { answer.map { trials[$0] } }
  public var broken: CapacityTrial? { beyond.map { trials[$0] } }

  /// Stretches of neighbouring trials that all meet the thresholds, by position.
  public var regions: [ClosedRange<Double>] {
    var regions: [ClosedRange<Double>] = []
    var isOpen = false
    for trial in trials {
      if trial.meets {
        let start = isOpen ? regions.removeLast().lowerBound : trial.position
        regions.append(start...trial.position)
      }
      isOpen = trial.meets
    }
    return regions
  }
}

import HeadgateModel

/// Trials by position, each carried out once.
struct TrialBook {
  private(set) var trials: [CapacityTrial] = []
  private let carryOut: (Double) async throws -> CapacityTrial

  init(_ carryOut: @escaping (Double) async throws -> CapacityTrial) {
    self.carryOut = carryOut
  }

  mutating func trial(at position: Double) async throws -> CapacityTrial {
    let place = trials.firstIndex { $0.position >= position } ?? trials.count
    if place < trials.count, trials[place].position == position { return trials[place] }
    let trial = try await carryOut(position)
    trials.insert(trial, at: place)
    return trial
  }

  func place(of position: Double?) -> Int? {
    position.flatMap { position in trials.firstIndex { $0.position == position } }
  }

  /// The nearest tried position below or above one, where `holds` is as demanded.
  func below(_ position: Double, _ holds: (CapacityTrial) -> Bool) -> Double? {
    trials.last { $0.position <= position && holds($0) }?.position
  }

  func above(_ position: Double, _ holds: (CapacityTrial) -> Bool) -> Double? {
    trials.first { $0.position >= position && holds($0) }?.position
  }

  func next(after position: Double) -> Double? { trials.first { $0.position > position }?.position }
  func last(before position: Double) -> Double? { trials.last { $0.position < position }?.position }
}

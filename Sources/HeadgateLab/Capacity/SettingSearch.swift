import HeadgateModel

/// Looks for the smallest whole number of a setting that meets the thresholds.
///
/// Doublings from 1 on, up to what the scenario takes, until one passes, then bisection below it; one
/// doubling more tells whether more is still enough. Where none passed, the middles between neighbours are tried.
struct SettingSearch {
  /// Whether the scenario takes a value at all.
  private let isAllowed: (Int) -> Bool
  private(set) var book: TrialBook
  private static let most = 1 << 16

  init(book: TrialBook, isAllowed: @escaping (Int) -> Bool) {
    self.book = book
    self.isAllowed = isAllowed
  }

  /// The smallest value that passed, the nearest one below it that failed, and between which values
  /// the figures' intervals put the first.
  mutating func run() async throws -> (
    answer: Double?, beyond: Double?, low: Double?, high: Double?
  ) {
    try await scan()
    guard let smallest = book.above(0, \.meets) else { return (nil, nil, nil, nil) }
    let answer = try await edge(upTo: smallest, \.meets)
    let high = book.above(answer) { $0.surelyMeets() }
    return (
      answer, book.last(before: answer), try await edge(upTo: answer) { $0.possiblyMeets() },
      try await high == nil ? nil : edge(upTo: high ?? answer) { $0.surelyMeets() }
    )
  }

  private mutating func scan() async throws {
    var value = 1
    var last = 0
    while value <= Self.most, value > last {
      let meets = try await book.trial(at: Double(value)).meets
      (last, value) = (value, largestAllowed(from: value, to: value * 2))
      if meets {
        _ = try await book.trial(at: Double(value))
        return
      }
    }
    for (lower, upper) in zip(book.trials, book.trials.dropFirst()) {
      let middle = ((lower.position + upper.position) / 2).rounded(.down)
      if try await book.trial(at: middle).meets { return }
    }
  }

  /// The largest value up to `high` that the scenario takes, from one that it does take, by bisection.
  private func largestAllowed(from value: Int, to high: Int) -> Int {
    if isAllowed(high) { return high }
    var (low, high) = (value, high)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isAllowed(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// The smallest value down from `value`, where `holds` does, that has it still, by bisection.
  private mutating func edge(
    upTo value: Double, _ holds: (CapacityTrial) -> Bool
  ) async throws -> Double {
    var high = value
    var low = book.below(value) { !holds($0) } ?? 0
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if holds(try await book.trial(at: middle)) { high = middle } else { low = middle }
    }
    return high
  }
}

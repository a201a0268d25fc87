import HeadgateModel

/// Looks for the highest load that meets the thresholds.
///
/// First doublings from an eighth of the scenario's own load on, until two in a row beyond it fail for
/// more than too little load: floors on absolute rates fail at low loads, and some pipelines recover at
/// higher ones. Then
/// bisection by the geometric mean above the highest that passed. Where none did, smaller loads are
/// tried, then what lies between neighbours that fail for different reasons: between a floor and a
/// ceiling there may be room.
struct LoadSearch {
  static let lowest = 1.0 / 1024
  static let first = 1.0 / 8
  static let highest = 1024.0
  /// Halvings of the grid's step where nothing passed: down to a ratio of 2^(1/8).
  private static let refinements = 3

  private(set) var book: TrialBook
  /// The ratio, less 1, of two loads that count as the same.
  let precision: Double
  /// Whether two factors offer one load, as they do where clients are rounded.
  let isSameLoad: (Double, Double) -> Bool

  init(
    book: TrialBook, precision: Double, isSameLoad: @escaping (Double, Double) -> Bool
  ) {
    self.book = book
    self.precision = precision
    self.isSameLoad = isSameLoad
  }

  /// The highest load that passed, the nearest one beyond it that failed, and between which loads the
  /// figures' intervals put the first.
  mutating func run() async throws -> (
    answer: Double?, beyond: Double?, low: Double?, high: Double?
  ) {
    try await scan()
    guard let highest = book.below(.infinity, \.meets) else { return (nil, nil, nil, nil) }
    guard let failed = book.next(after: highest) else { return (highest, nil, nil, nil) }
    let edge = try await edge(from: highest, to: failed, \.meets)
    let deciding = try await book.trial(at: edge.fails).missed.map(\.threshold.expression)
    let low = try await surelyBelow(edge.holds, deciding)
    let high = try await possiblyUpTo(edge.fails, deciding)
    return (edge.holds, edge.fails, low, high)
  }

  private mutating func scan() async throws {
    var factor = Self.first
    var failures = 0
    while factor <= Self.highest, failures < 2 || factor <= 2 {
      let trial = try await book.trial(at: factor)
      if trial.meets {
        failures = 0
      } else if book.below(factor, \.meets) != nil || !trial.isTooLittle {
        failures += 1
      }
      factor *= 2
    }
    factor = Self.first / 2
    while factor >= Self.lowest, book.below(.infinity, \.meets) == nil,
      book.trials.first?.isTooLittle == false
    {
      _ = try await book.trial(at: factor)
      factor /= 2
    }
    for _ in 0..<Self.refinements where book.below(.infinity, \.meets) == nil {
      try await refine()
    }
  }

  /// From the top, so that the highest region is found first.
  private mutating func refine() async throws {
    for (lower, upper) in zip(book.trials, book.trials.dropFirst()).reversed()
    where lower.reasons != upper.reasons {
      if try await book.trial(at: Self.middle(lower.position, upper.position)).meets { return }
    }
  }

  private mutating func edge(
    from start: Double, to end: Double, _ holds: (CapacityTrial) -> Bool
  ) async throws -> (holds: Double, fails: Double) {
    var (low, high) = (start, end)
    while high > low * (1 + precision), !isSameLoad(low, high) {
      let middle = Self.middle(low, high)
      guard middle > low, middle < high else { break }
      if holds(try await book.trial(at: middle)) { low = middle } else { high = middle }
    }
    return (low, high)
  }

  /// The load up to which the thresholds that decide hold beyond doubt.
  private mutating func surelyBelow(
    _ answer: Double, _ deciding: [String]
  ) async throws -> Double? {
    let holds = { (trial: CapacityTrial) in trial.surelyMeets(deciding) }
    guard let sure = book.below(answer, holds) else { return nil }
    guard sure < answer, let doubtful = book.next(after: sure) else { return sure }
    return try await edge(from: sure, to: doubtful, holds).holds
  }

  /// The load from which on one of them is missed beyond doubt.
  private mutating func possiblyUpTo(
    _ failed: Double, _ deciding: [String]
  ) async throws -> Double? {
    let holds = { (trial: CapacityTrial) in trial.possiblyMeets(deciding) }
    guard let hopeless = book.above(failed, { !holds($0) }),
      let last = book.last(before: hopeless)
    else { return nil }
    return try await edge(from: last, to: hopeless, holds).fails
  }

  /// The geometric mean in four significant digits: what a report shows is what was tried.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    let middle = (low * high).squareRoot()
    var scale = 1.0
    while middle * scale < 1000 { scale *= 10 }
    return (middle * scale).rounded() / scale
  }
}

extension CapacityTrial {
  /// Whether it fails for floors on absolute figures alone, which a higher load may reach.
  var isTooLittle: Bool {
    let missed = missed.map(\.threshold)
    return undrained == 0 && !missed.isEmpty
      && missed.allSatisfy {
        !$0.isShareOfOffered && [.greater, .greaterOrEqual].contains($0.comparison)
      }
  }

  /// What a trial fails for.
  var reasons: [String] {
    missed.map(\.threshold.expression) + (undrained > 0 ? ["drain"] : [])
  }
}

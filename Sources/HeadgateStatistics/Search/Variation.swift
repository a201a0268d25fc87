/// How differential evolution makes a trial point: current-to-best/1 with binomial crossover.
///
/// v = xᵢ + F (b − xᵢ) + F (x_p − x_q), of which each coordinate is taken with probability CR, and one
/// in any case; the others stay xᵢ's. F is drawn anew for each trial (dither: Price, Storn and Lampinen,
/// Differential Evolution, 2005). A coordinate that leaves [0, 1) stops at the edge: settings are often
/// best at a bound, which points drawn anew never come to.
public struct Variation: Sendable, Equatable {
  /// What F, the scale of the differences, is drawn from.
  public var scale: ClosedRange<Double>
  /// CR, the chance that a coordinate changes.
  public var crossover: Double

  public init(scale: ClosedRange<Double> = 0.5...1, crossover: Double = 0.9) {
    precondition(scale.lowerBound > 0, "a step has a length")
    precondition((0...1).contains(crossover), "a chance lies between 0 and 1")
    self.scale = scale
    self.crossover = crossover
  }

  /// The trial of the point at `slot`; three others are drawn on at most.
  func trial(
    of slot: Int, in points: [[Double]], towards best: [Double],
    using random: inout Xoshiro256PlusPlus
  ) -> [Double] {
    let first = random.other(below: points.count, than: [slot])
    let second = random.other(below: points.count, than: [slot, first])
    var trial = points[slot]
    let kept = random.below(trial.count)
    let scale = scale.lowerBound + (scale.upperBound - scale.lowerBound) * random.unit()
    for place in trial.indices {
      guard random.unit() < crossover || place == kept else { continue }
      let own = points[slot][place]
      let moved =
        own + scale * (best[place] - own) + scale * (points[first][place] - points[second][place])
      trial[place] = min(max(moved, 0), 1.0.nextDown)
    }
    return trial
  }
}

extension Xoshiro256PlusPlus {
  /// A whole number below `bound` that is none of these.
  mutating func other(below bound: Int, than taken: [Int]) -> Int {
    while true {
      let number = below(bound)
      if !taken.contains(number) { return number }
    }
  }
}

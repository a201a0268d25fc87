/// Which of a pair's two runs comes first.
///
/// A coin a pair, so that whatever changes over time, or befalls the second run of a pair, is as
/// likely to speak for one side as for the other: the exact false-alarm rate of a gate rests on
/// this alone, not on any property of the noise.
public enum PairOrder: String, Sendable, CaseIterable {
  case baselineFirst, candidateFirst

  /// The orders of so many pairs by a seed, which the result records.
  public static func random(pairs: Int, seed: UInt64) -> [PairOrder] {
    precondition(pairs >= 0, "a number of pairs is not negative")
    var generator = Xoshiro256PlusPlus(seed: seed)
    return (0..<pairs).map { _ in generator.next() >> 63 == 0 ? .baselineFirst : .candidateFirst }
  }
}

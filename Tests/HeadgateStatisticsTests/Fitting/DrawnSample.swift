import HeadgateCore
import HeadgateStatistics

/// Samples of known laws for fits, drawn by the core's samplers: not by the ones that the fits'
/// bootstrap draws with.
enum DrawnSample {
  /// Of how many values samples are that are fitted a hundred times over, in a build that is slow.
  #if DEBUG
    static func count(_ values: Int) -> Int { values / 4 }
  #else
    static func count(_ values: Int) -> Int { values }
  #endif

  static func values(_ distribution: Distribution, count: Int, seed: UInt64 = 7) -> [Double] {
    let sampler = Sampler(distribution)
    let random = KeyedRandom(seed: seed, replication: 0)
    let stream = DrawStream(.itemService)
    return (0..<UInt64(count)).map { entity in
      sampler.sample(
        KeyedRandom.unit(random.bits(stream, entity: entity).0),
        key: DrawKey(random: random, stream: stream, entity: entity, attempt: 0))
    }
  }

  static func items(_ values: [Double]) -> ItemSample {
    ItemSample(sums: values, counts: values.map { _ in 1 })
  }

  /// Arrival times from 0 up to `end` with such gaps.
  static func arrivals(_ gaps: Distribution, until end: Double, seed: UInt64 = 7) -> [Double] {
    var times: [Double] = []
    var now = 0.0
    let mean = gaps.mean ?? 1
    for gap in values(gaps, count: Int(2 * end / mean) + 100, seed: seed) {
      now += gap
      guard now < end else { return times }
      times.append(now)
    }
    preconditionFailure("too few gaps for the time")
  }
}

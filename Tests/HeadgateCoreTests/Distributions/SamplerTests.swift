import HeadgateCore
import Testing

@Suite("Distributions")
struct SamplerTests {
  /// A distribution with its mean and coefficient of variation in closed form.
  struct Law: Sendable, CustomTestStringConvertible {
    var distribution: Distribution
    var mean: Double
    var cv: Double
    var testDescription: String { "\(distribution)" }
  }

  #if DEBUG
    private static let draws = 100_000
  #else
    private static let draws = 1_000_000
  #endif

  private static let laws = [
    Law(distribution: .constant(7), mean: 7, cv: 0),
    Law(distribution: .exponential(mean: 5), mean: 5, cv: 1),
    Law(distribution: .uniform(min: 2, max: 10), mean: 6, cv: 8 / 12.0.squareRoot() / 6),
    Law(distribution: .lognormal(mean: 3, cv: 0.5), mean: 3, cv: 0.5),
    Law(distribution: .gamma(mean: 4, cv: 0.5), mean: 4, cv: 0.5),
    Law(distribution: .gamma(mean: 4, cv: 1.5), mean: 4, cv: 1.5),
    Law(distribution: .erlang(k: 1, mean: 2), mean: 2, cv: 1),
    Law(distribution: .erlang(k: 4, mean: 2), mean: 2, cv: 0.5),
    Law(distribution: .erlang(k: 40, mean: 2), mean: 2, cv: 1 / 40.0.squareRoot()),
    // Γ(1 + 2/k) / Γ(1 + 1/k)² − 1 with k = 2: 4/π − 1; with k = ½: 5.
    Law(distribution: .weibull(shape: 2, mean: 3), mean: 3, cv: (4 / Double.pi - 1).squareRoot()),
    Law(distribution: .weibull(shape: 0.5, mean: 3), mean: 3, cv: 5.0.squareRoot()),
    // α / (α − 1) and 1 / √(α (α − 2)), with α = 10.
    Law(distribution: .pareto(min: 9, alpha: 10), mean: 10, cv: 1 / 80.0.squareRoot()),
    Law(distribution: .hyperexponential(mean: 2, cv: 2), mean: 2, cv: 2),
    Law(distribution: .hyperexponential(mean: 2, cv: 1), mean: 2, cv: 1),
    // Means 1 and 5 in shares 3/4 and 1/4: mean 2, E[X²] = (3·2·1 + 2·25) / 4 = 14.
    Law(
      distribution: .mixture([
        MixtureComponent(weight: 3, distribution: .exponential(mean: 1)),
        MixtureComponent(weight: 1, distribution: .exponential(mean: 5)),
      ]), mean: 2, cv: 10.0.squareRoot() / 2),
    Law(distribution: .empirical([4, 1, 1, 2]), mean: 2, cv: 1.5.squareRoot() / 2),
    // min(X, 1) with X exponential of mean 1: mean 1 − 1/e, E[X²] = 2 − 4/e.
    Law(
      distribution: .capped(.exponential(mean: 1), max: 1), mean: 0.632_120_558_828_557_7,
      cv: (2 - 4 * 0.367_879_441_171_442_3 - 0.632_120_558_828_557_7 * 0.632_120_558_828_557_7)
        .squareRoot() / 0.632_120_558_828_557_7),
  ]

  private func draws(_ distribution: Distribution, count: Int = draws) -> [Double] {
    let sampler = Sampler(distribution)
    let random = KeyedRandom(seed: 2024, replication: 0)
    let stream = DrawStream(.itemService)
    return (0..<UInt64(count)).map { entity in
      sampler.sample(
        KeyedRandom.unit(random.bits(stream, entity: entity).0),
        key: DrawKey(random: random, stream: stream, entity: entity, attempt: 0))
    }
  }

  @Test("Mean and variation are those of the theory, within five standard errors", arguments: laws)
  func moments(law: Law) {
    let values = draws(law.distribution)
    let moments = SampleMoments(values)
    #expect((moments.mean - law.mean).magnitude <= 5 * moments.meanError)
    #expect((moments.cv - law.cv).magnitude <= 5 * moments.cvError)
    #expect(values.allSatisfy { $0 >= 0 })
    if let mean = law.distribution.mean {
      #expect((mean - law.mean).magnitude <= 1e-14 * law.mean)
    }
  }

  @Test("A lognormal by median and 95th percentile has both")
  func lognormalByPercentiles() {
    let values = draws(.lognormal(median: 8, p95: 64))
    let count = Double(values.count)
    for (limit, share) in [(8.0, 0.5), (64.0, 0.95)] {
      let below = Double(values.count { $0 <= limit })
      #expect(
        (below - share * count).magnitude <= 5 * (count * share * (1 - share)).squareRoot())
    }
  }

  @Test("A cap cuts off, and the smallest of nested caps counts")
  func caps() {
    for inner in [
      Distribution.exponential(mean: 5), .gamma(mean: 5, cv: 2), .erlang(k: 3, mean: 5),
      .pareto(min: 1, alpha: 0.5), .constant(5), .empirical([1, 5]),
      .mixture([MixtureComponent(weight: 1, distribution: .exponential(mean: 5))]),
    ] {
      let plain = draws(inner, count: 2000)
      let capped = draws(.capped(.capped(inner, max: 3), max: 4), count: 2000)
      #expect(capped == plain.map { min($0, 3) })
    }
  }

  @Test(
    "What is drawn by inversion goes one way only with its uniform number",
    arguments: [
      (Distribution.uniform(min: 1, max: 3), true), (.lognormal(mean: 3, cv: 2), true),
      (.weibull(shape: 0.7, mean: 3), true), (.pareto(min: 1, alpha: 2), true),
      (.empirical([3, 1, 2]), true), (.exponential(mean: 3), false),
    ])
  func monotone(distribution: Distribution, rises: Bool) {
    let sampler = Sampler(distribution)
    let random = KeyedRandom(seed: 1, replication: 0)
    let key = DrawKey(random: random, stream: DrawStream(.think), entity: 0, attempt: 0)
    let cells = 20_000.0
    let values = (0..<Int(cells)).map { sampler.sample((Double($0) + 0.5) / cells, key: key) }
    #expect(
      zip(values, values.dropFirst()).allSatisfy { rises ? $0 <= $1 : $0 >= $1 })
  }

  @Test("R1: scaling the mean scales every single draw")
  func coupled() {
    for (one, two) in [
      (Distribution.exponential(mean: 1), Distribution.exponential(mean: 4)),
      (.hyperexponential(mean: 1, cv: 3), .hyperexponential(mean: 4, cv: 3)),
      (.gamma(mean: 1, cv: 2), .gamma(mean: 4, cv: 2)),
      (.erlang(k: 3, mean: 1), .erlang(k: 3, mean: 4)),
    ] {
      #expect(draws(one, count: 1000).map { $0 * 4 } == draws(two, count: 1000))
    }
  }
}

import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

/// The search for the highest load, on pipelines whose figures are simple functions of it.
struct LoadSearchTests {
  /// A scenario that offers one job a second, held to thresholds.
  static func study(
    _ thresholds: [Threshold], precision: Double = 0.01, replications: Int = 1,
    arrivals: ArrivalProcess = .poisson, inFlight: @escaping @Sendable (Double) -> Int = { _ in 0 },
    figures: @escaping @Sendable (_ rate: Double, _ replication: Int) -> [(String, Double)]
  ) -> CapacityStudy {
    CapacityStudy(
      scenario: .fake(replications: replications, thresholds: thresholds, arrivals: arrivals),
      question: .load(precision: precision, atLeast: 1),
      backend: FakeBackend { specification, replication, _ in
        let rate = specification.workloads[0].load
        return ReplicationResult(
          specification, replication,
          metrics: [("offered.rate", rate)] + figures(rate, replication),
          inFlight: inFlight(rate))
      }, jobs: 1, environment: .fake)
  }

  private static func found(_ study: CapacityStudy) async throws -> CapacityVariant {
    try #require(try await study.run().variants.first)
  }

  @Test("The answer is the highest load that holds, and its neighbour within the precision fails")
  func ceiling() async throws {
    let limit = 2.7183
    let variant = try await Self.found(
      Self.study([.fake("latency.mean", .less, limit)]) { rate, _ in [("latency.mean", rate)] })
    let answer = try #require(variant.answered)
    let beyond = try #require(variant.broken)
    #expect(answer.position < limit && beyond.position >= limit)
    #expect(beyond.position <= answer.position * 1.01)
    #expect(answer.offered == answer.position)
    #expect(beyond.missed.map(\.threshold.metric.name) == ["latency.mean"])
  }

  @Test("A floor on an absolute rate that low loads cannot reach does not hide the highest region")
  func floor() async throws {
    let variant = try await Self.found(
      Self.study([
        .fake("throughput", .greaterOrEqual, 4), .fake("latency.mean", .less, 9),
      ]) { rate, _ in [("throughput", rate), ("latency.mean", rate)] })
    let answer = try #require(variant.answered?.position)
    #expect((9 / 1.01..<9).contains(answer))
    #expect(variant.regions.count == 1)
    #expect(variant.trials[0].missed.map(\.threshold.metric.name) == ["throughput"])
  }

  @Test("Room between a floor and a ceiling that no doubling meets is found")
  func narrow() async throws {
    let variant = try await Self.found(
      Self.study([
        .fake("throughput", .greaterOrEqual, 2.6), .fake("latency.mean", .less, 3),
      ]) { rate, _ in [("throughput", rate), ("latency.mean", rate)] })
    let answer = try #require(variant.answered?.position)
    #expect((3 / 1.01..<3).contains(answer))
  }

  @Test("Of two stretches of loads the higher one is the answer, and both are told")
  func notMonotone() async throws {
    let variant = try await Self.found(
      Self.study([.fake("latency.mean", .less, 1)]) { rate, _ in
        [("latency.mean", rate < 1.5 || (3..<6).contains(rate) ? 0.5 : 2)]
      })
    let answer = try #require(variant.answered?.position)
    #expect((6 / 1.01..<6).contains(answer))
    #expect(variant.regions.count == 2)
  }

  @Test("Where nothing holds there is no answer, however low the load")
  func none() async throws {
    let variant = try await Self.found(
      Self.study([.fake("latency.mean", .less, 1)]) { _, _ in [("latency.mean", 2)] })
    #expect(variant.answer == nil && variant.beyond == nil && variant.low == nil)
    #expect(variant.trials.first?.position == 1.0 / 1024)
  }

  @Test("Where everything holds the search ends, and says that nothing broke")
  func unlimited() async throws {
    let variant = try await Self.found(
      Self.study([.fake("latency.mean", .less, 1)]) { _, _ in [("latency.mean", 0.5)] })
    #expect(variant.answered?.position == 1024)
    #expect(variant.beyond == nil)
  }

  @Test("A load that leaves jobs in flight is too much, whatever the thresholds say")
  func undrained() async throws {
    let variant = try await Self.found(
      Self.study(
        [.fake("latency.mean", .less, 1)], inFlight: { $0 > 5 ? 1 : 0 },
        figures: { _, _ in [("latency.mean", 0.5)] }))
    let answer = try #require(variant.answered?.position)
    #expect((5 / 1.01...5).contains(answer))
    #expect(variant.broken?.undrained == 1)
  }

  @Test("A missing figure is a miss, and a warning decides nothing")
  func missing() async throws {
    let variant = try await Self.found(
      Self.study([
        .fake("latency.mean", .less, 3), .fake("throughput", .greater, 1e9, severity: .warn),
      ]) { rate, _ in rate < 2 ? [] : [("latency.mean", rate), ("throughput", rate)] })
    #expect(variant.trials.first?.demands.map(\.observed) == [nil])
    let answer = try #require(variant.answered?.position)
    #expect((3 / 1.01..<3).contains(answer))
  }

  @Test("Clients are whole: the search ends at two numbers that are next to one another")
  func clients() async throws {
    let variant = try await Self.found(
      Self.study(
        [.fake("latency.mean", .less, 7.5)],
        arrivals: .closed(clients: 3, thinkTime: .constant(1e9))
      ) { clients, _ in [("latency.mean", clients)] })
    #expect(variant.answered?.clients == 7)
    #expect(variant.broken?.clients == 8)
  }

  @Test("The interval holds the loads at which the figures' intervals meet the limit")
  func interval() async throws {
    // Five universes whose latencies are 10 % apart: 95 % of the mean is ± 12.4 % of 1.
    let spread = [0.9, 0.95, 1, 1.05, 1.1]
    let variant = try await Self.found(
      Self.study([.fake("latency.mean", .less, 4)], replications: 5) { rate, replication in
        [("latency.mean", rate * spread[replication])]
      })
    let half = 2.776445 * (0.00625).squareRoot() / 5.0.squareRoot()
    let low = try #require(variant.low)
    let high = try #require(variant.high)
    #expect((4 / (1 + half) / 1.01...4 / (1 + half)).contains(low))
    #expect((4 / (1 - half)...4 / (1 - half) * 1.01).contains(high))
  }

  @Test("Universes in parallel give the same answer")
  func parallel() async throws {
    func result(jobs: Int) async throws -> CapacityResult {
      try await CapacityStudy(
        scenario: .fake(
          variants: ["a", "b"], replications: 4, thresholds: [.fake("latency.mean", .less, 3)]),
        question: .load(precision: 0.001, atLeast: 1),
        backend: FakeBackend { specification, replication, _ in
          let rate = specification.workloads[0].load
          return ReplicationResult(
            specification, replication,
            metrics: [("latency.mean", rate * Double(10 + replication) / 11)])
        }, jobs: jobs, environment: .fake
      ).run()
    }
    let alone = try await result(jobs: 1)
    #expect(alone.variants.count == 2)
    #expect(try await result(jobs: 3) == alone)
  }

  @Test("A search that is stopped keeps the variants that have their answer")
  func interrupted() async throws {
    let result = try await CapacityStudy(
      scenario: .fake(variants: ["a", "b"], thresholds: [.fake("latency.mean", .less, 3)]),
      question: .load(precision: 0.01, atLeast: 1),
      backend: FakeBackend { specification, replication, _ in
        // The second variant's seed is its place.
        if specification.seed == 1 { throw RunInterrupted() }
        return ReplicationResult(
          specification, replication,
          metrics: [("latency.mean", specification.workloads[0].load)])
      }, jobs: 1, environment: .fake
    ).run()
    #expect(result.isInterrupted)
    #expect(result.variants.map(\.name) == ["a"])
  }
}

extension WorkloadSettings {
  /// Jobs a second, or clients.
  var load: Double {
    if case .closed(let clients, _) = arrivals { Double(clients) } else { phases[0].rate }
  }
}

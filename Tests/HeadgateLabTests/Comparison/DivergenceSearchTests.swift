import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

/// Where in stage and time a difference arises.
@Suite struct DivergenceSearchTests {
  private func variant(
    _ change: (_ before: inout VariantResult, _ after: inout VariantResult) -> Void
  ) throws -> VariantComparison {
    var before = Side.one(["latency.mean": [1, 2]])
    var after = Side.one(["latency.mean": [1, 2]], digest: "e")
    change(&before.variants[0], &after.variants[0])
    return try #require(RunComparison(before, after).variants.first)
  }

  private func series(_ step: Nanoseconds, _ name: String, _ values: [Double]) -> TimeSeries {
    TimeSeries(step: step, lines: [SeriesLine(name: name, values: values)])
  }

  @Test func `parts of the mean latency are told with either side's mean`() throws {
    let before = Side.one([
      "latency.mean": [3, 5], "time.queue": [1, 3], "time.service": [2, 2],
      "queue.wait.mean": [1, 3], "embed.wait.mean": [0, 0], "embed.service.mean": [1, 1],
    ])
    let after = Side.one(
      [
        "latency.mean": [4, 6], "time.queue": [2, 4], "time.service": [2, 2],
        "queue.wait.mean": [2, 4], "embed.wait.mean": [0.5, 0.5], "embed.service.mean": [1, 1],
      ], digest: "e")
    let parts = try #require(RunComparison(before, after).variants.first).parts
    #expect(
      parts == [
        TimePartShift(name: "queue", baseline: 2, candidate: 3),
        TimePartShift(name: "service", baseline: 2, candidate: 2),
        TimePartShift(name: "embed.wait", baseline: 0, candidate: 0.5),
        TimePartShift(name: "embed.service", baseline: 1, candidate: 1),
      ])
  }

  @Test func `a line parts at its first difference, and most where differences add up to most`()
    throws
  {
    let variant = try variant { before, after in
      before.replications[0].series = series(.second, "queue.depth", [0, 1, 1, 1, 1, 1, 1, 1])
      after.replications[0].series = series(.second, "queue.depth", [0, 2, 1, 0, 5, 5, 1, 1])
    }
    #expect(
      variant.divergences == [
        SeriesDivergence(
          line: "queue.depth", replication: 0, first: .second,
          most: 4 * .second..<6 * .second, baseline: 1, candidate: 5)
      ])
  }

  @Test func `a fall counts as a rise does, and equal lines are not told`() throws {
    let variant = try variant { before, after in
      before.replications[0].series = TimeSeries(
        step: .second,
        lines: [
          SeriesLine(name: "completed", values: [9, 9, 9]),
          SeriesLine(name: "embed.utilization", values: [0.5, 0.5, 0.5]),
          SeriesLine(name: "retries", values: [0, 0, 0]),
        ])
      after.replications[0].series = TimeSeries(
        step: .second,
        lines: [
          SeriesLine(name: "completed", values: [9, 1, 2]),
          SeriesLine(name: "embed.utilization", values: [0.5, 0.5, 0.5]),
          SeriesLine(name: "retries", values: [0, 4, 0]),
        ])
    }
    #expect(variant.divergences.map(\.line) == ["completed"])
    #expect(variant.divergences[0].most == .second..<3 * .second)
    #expect(variant.divergences[0].candidate == 1.5)
  }

  @Test func `series of different steps are compared on the longer one`() throws {
    let variant = try variant { before, after in
      before.replications[0].series = series(.second, "queue.depth", [1, 3, 5, 7])
      after.replications[0].series = series(2 * .second, "queue.depth", [2, 9])
    }
    #expect(variant.divergences.map(\.first) == [2 * .second])
    #expect(variant.divergences.map(\.baseline) == [6])
  }

  @Test func `a side without series leaves where in time unsaid`() throws {
    let variant = try variant { before, after in
      after.replications[0].series = series(.second, "queue.depth", [1, 2])
      before.replications[0].series = TimeSeries(step: 0, lines: [])
    }
    #expect(variant.divergences.isEmpty)
  }

  private func decision(_ time: Int64, _ to: String, reason: String = "") -> Decision {
    Decision(time: time, subject: "controller", from: "1", to: to, reason: reason)
  }

  @Test func `the first decision that differs is told with those in common before it`() throws {
    let variant = try variant { before, after in
      before.replications[1].decisions = [decision(1, "2"), decision(5, "3")]
      before.replications[1].decisionCount = 2
      after.replications[1].decisions = [
        decision(1, "2", reason: "another figure"), decision(5, "4"), decision(6, "1"),
      ]
      after.replications[1].decisionCount = 3
    }
    #expect(
      variant.firstDecision
        == DecisionDivergence(
          replication: 1, shared: 1, baseline: decision(5, "3"), candidate: decision(5, "4")))
  }

  @Test func `a side that decided nothing more is told as such, and one that kept less is not`()
    throws
  {
    let more = [decision(1, "2"), decision(5, "3")]
    for count in [1, 2] {
      let variant = try variant { before, after in
        before.replications[0].decisions = [more[0]]
        before.replications[0].decisionCount = count
        after.replications[0].decisions = more
        after.replications[0].decisionCount = 2
      }
      let expected = DecisionDivergence(
        replication: 0, shared: 1, baseline: nil, candidate: more[1])
      #expect(variant.firstDecision == (count == 1 ? expected : nil))
    }
  }

  @Test func `replications with the same events are not searched`() throws {
    let variant = try variant { before, after in
      after.replications[0].digest = before.replications[0].digest
      after.replications[0].decisions = [decision(1, "2")]
      after.replications[0].decisionCount = 1
    }
    #expect(variant.firstDecision == nil)
  }
}

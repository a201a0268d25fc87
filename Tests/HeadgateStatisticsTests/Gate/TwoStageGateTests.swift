import HeadgateStatistics
import Testing

@Suite struct TwoStageGateTests {
  private let gate = TwoStageGate(minimumEffect: 0.05)

  /// Pairs whose candidate is worse by a share, the `better` first ones better by a little.
  private func evidence(
    _ stage: GateStage, slower share: Double, better count: Int = 0
  ) throws -> GateEvidence {
    let candidate = (0..<stage.pairs).map { (pair: Int) -> Double in
      let step = Double(pair + 1)
      return pair < count ? 1 - 0.001 * step : (1 + share) * (1 + 0.002 * step)
    }
    return try #require(
      GateEvidence(
        baseline: [Double](repeating: 1, count: stage.pairs), candidate: candidate,
        better: .lower, stage: stage))
  }

  @Test("Nothing suspicious is clear, and needs no fresh pairs")
  func clear() throws {
    // Five small gains: W⁻ = 1 + … + 5 = 15.
    let screening = try evidence(gate.screening, slower: 0.1, better: 5)
    #expect(screening.againstRankSum == 15)
    #expect(!screening.isCritical)
    #expect(gate.verdict(screening: screening) == .clear)
  }

  @Test("The critical value itself is critical, and only fresh pairs make it a failure")
  func worse() throws {
    // Four small gains: W⁻ = 1 + 2 + 3 + 4 = 10.
    let screening = try evidence(gate.screening, slower: 0.1, better: 4)
    #expect(screening.againstRankSum == 10)
    #expect(screening.pValue == gate.screening.falseAlarmRate)
    #expect(gate.verdict(screening: screening) == .suspicious)
    // Seven small gains: W⁻ = 28.
    let fresh = try evidence(gate.confirmation, slower: 0.1, better: 7)
    #expect(fresh.againstRankSum == 28)
    #expect(gate.verdict(screening: screening, confirmation: fresh) == .worse)
    let unconfirmed = try evidence(gate.confirmation, slower: 0.1, better: 8)
    #expect(unconfirmed.againstRankSum == 36)
    #expect(gate.verdict(screening: screening, confirmation: unconfirmed) == .notConfirmed)
  }

  @Test("A confirmed change below the least that matters does not fail")
  func small() throws {
    let screening = try evidence(gate.screening, slower: 0.02)
    let fresh = try evidence(gate.confirmation, slower: 0.02)
    #expect(screening.isCritical && fresh.isCritical)
    #expect(fresh.change > 0.02 && fresh.change < 0.05)
    #expect(gate.verdict(screening: screening, confirmation: fresh) == .notConfirmed)
    let strict = TwoStageGate(minimumEffect: 0.01)
    #expect(strict.verdict(screening: screening, confirmation: fresh) == .worse)
  }

  @Test("Where higher is better the candidate is worse by being lower")
  func direction() throws {
    let (high, low) = ([Double](repeating: 100, count: 10), (0..<10).map { 90 - Double($0) })
    func evidence(_ before: [Double], _ after: [Double], _ better: PreferredDirection) throws
      -> GateEvidence
    {
      try #require(
        GateEvidence(baseline: before, candidate: after, better: better, stage: gate.screening))
    }
    let drop = try evidence(high, low, .higher)
    #expect(drop.isCritical)
    #expect(drop.change < -0.1 && drop.change > -0.2)
    #expect(try !evidence(low, high, .higher).isCritical)
    #expect(try !evidence(high, low, .lower).isCritical)
    let rise = try evidence(low, high, .lower)
    #expect(rise.isCritical)
    #expect(rise.change > 0.1)
    #expect(drop.worsenings == rise.worsenings)
  }

  @Test("Equal pairs are no evidence, however many")
  func equal() throws {
    let ones = [Double](repeating: 1, count: 10)
    let equal = try #require(
      GateEvidence(baseline: ones, candidate: ones, better: .lower, stage: gate.screening))
    #expect(equal.againstRankSum == 0)
    #expect(equal.pValue == 1)
    #expect(!equal.isCritical)
    // Four differences left of ten: W⁻ is 0, but 1 in 16 have that by chance.
    let few = try #require(
      GateEvidence(
        baseline: ones, candidate: [2, 3, 4, 5] + ones.dropFirst(4), better: .lower,
        stage: gate.screening))
    #expect(few.againstRankSum == 0)
    #expect(few.pValue == 1.0 / 16)
    #expect(!few.isCritical)
  }

  @Test("A value that is not positive has no ratio to judge")
  func ratios() {
    let ones = [Double](repeating: 1, count: 10)
    for value in [0, -1, .nan, .infinity] {
      #expect(
        GateEvidence(
          baseline: ones, candidate: [value] + ones.dropFirst(), better: .lower,
          stage: gate.screening) == nil)
    }
  }
}

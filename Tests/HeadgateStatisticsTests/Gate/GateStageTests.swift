import HeadgateStatistics
import Testing

@Suite struct GateStageTests {
  @Test("The rates of ten pairs at 10 and of twenty at 30 are those that the method states")
  func stated() {
    let screening = GateStage(pairs: 10, criticalValue: 10)
    let confirmation = GateStage(pairs: 20, criticalValue: 30)
    #expect((screening.falseAlarmRate * 1e4).rounded() == 420)
    #expect((confirmation.falseAlarmRate * 1e5).rounded() == 183)
    let gate = TwoStageGate(minimumEffect: 0.05)
    #expect(gate.screening == screening)
    #expect(gate.confirmation == confirmation)
    #expect((gate.falseAlarmRate * 1e6).rounded() == 77)
    #expect(gate.familyFalseAlarmBound(metrics: 12) <= 9.25e-4)
    #expect(gate.familyFalseAlarmBound(metrics: 12) == 12 * gate.falseAlarmRate)
    #expect(gate.familyFalseAlarmBound(metrics: 0) == 0)
    #expect(gate.familyFalseAlarmBound(metrics: 100_000) == 1)
  }

  @Test("A stage's rate is the share of sign patterns at or below its value", arguments: 1...9)
  func everyPattern(pairs: Int) {
    let sums = (0..<1 << pairs).map { pattern in
      (0..<pairs).reduce(0) { $0 + (pattern >> $1 & 1 == 1 ? $1 + 1 : 0) }
    }
    for value in -1...pairs * (pairs + 1) / 2 {
      let share = Double(sums.count { $0 <= value }) / Double(sums.count)
      #expect(GateStage(pairs: pairs, criticalValue: value).falseAlarmRate == share)
    }
  }

  @Test("The stage of a level has the largest critical value that keeps it")
  func level() {
    #expect(GateStage(pairs: 10, level: 0.05).criticalValue == 10)
    #expect(GateStage(pairs: 20, level: 0.002).criticalValue == 30)
    for pairs in 1...30 {
      let stage = GateStage(pairs: pairs, level: 0.01)
      #expect(stage.falseAlarmRate <= 0.01)
      let next = GateStage(pairs: pairs, criticalValue: stage.criticalValue + 1)
      #expect(next.falseAlarmRate > 0.01)
    }
    #expect(!GateStage(pairs: 4, level: 0.05).canAlarm)
    #expect(GateStage(pairs: 5, level: 0.05).canAlarm)
  }
}

import HeadgateLab
import HeadgateModel
import Testing

@Suite struct RunComparisonTests {
  @Test func `variants are matched by name and mode, in the candidate's order`() {
    var baseline = Side()
    baseline.variants = ["a", "b", "c"].map { .fake($0, metrics: ["throughput": [1, 2]]) }
    var candidate = Side()
    candidate.variants = ["c", "new", "a"].map { .fake($0, metrics: ["throughput": [1, 2]]) }
    let comparison = RunComparison(baseline, candidate)
    #expect(comparison.variants.map(\.identity.name) == ["c", "a"])
    #expect(comparison.baselineOnly.map(\.name) == ["b"])
    #expect(comparison.candidateOnly.map(\.name) == ["new"])
  }

  @Test func `a measured variant is never set against a simulated one`() {
    let simulated = Side.one(["throughput": [1, 2]])
    let measured = Side.one(["throughput": [1, 2]], mode: .live)
    for pairs in [false, true] {
      let comparison = RunComparison(simulated, measured, pairsSingleVariants: pairs)
      #expect(comparison.variants.isEmpty)
      #expect(comparison.baselineOnly == [VariantIdentity(name: "default", mode: .sim)])
      #expect(comparison.candidateOnly == [VariantIdentity(name: "default", mode: .live)])
    }
  }

  @Test func `two single variants are compared whatever their names where that is asked for`() {
    let old = Side.one(["throughput": [1, 2]], name: "old")
    let new = Side.one(["throughput": [1, 2]], name: "new")
    #expect(RunComparison(old, new).variants.isEmpty)
    let comparison = RunComparison(old, new, pairsSingleVariants: true)
    #expect(comparison.variants.map(\.identity.name) == ["new"])
    #expect(comparison.baselineOnly.isEmpty && comparison.candidateOnly.isEmpty)
  }

  @Test func `nothing is said against two results of one scenario, seed and machine`() {
    let side = Side.one(["throughput": [1, 2]])
    #expect(RunComparison(side, side).caveats.isEmpty)
  }

  struct Change: Sendable {
    var caveat: ComparisonCaveat
    var mode = RunMode.sim
    var apply: @Sendable (inout Side) -> Void
  }

  @Test(arguments: [
    Change(caveat: .differentScenario) { $0.scenario = "t" },
    Change(caveat: .changedScenario) { $0.sha256 = "bb" },
    Change(caveat: .differentSeed) { $0.seed = 8 },
    Change(caveat: .interrupted) { $0.verdict = .interrupted },
    Change(caveat: .invalid) { $0.verdict = .invalid },
  ])
  func `what makes results less comparable is said whichever side it is on`(change: Change) {
    let side = Side.one(["throughput": [1, 2]])
    var changed = side
    change.apply(&changed)
    #expect(RunComparison(side, changed).caveats == [change.caveat])
    #expect(RunComparison(changed, side).caveats == [change.caveat])
  }

  @Test func `measured results are unblocked, and the machine matters to them alone`() {
    let side = Side.one(["throughput": [1, 2]], mode: .live)
    var moved = side
    moved.host = "elsewhere"
    #expect(RunComparison(side, side).caveats == [.unblocked])
    #expect(RunComparison(side, moved).caveats == [.differentMachine, .unblocked])
    let simulated = Side.one(["throughput": [1, 2]])
    var movedSimulated = simulated
    movedSimulated.host = "elsewhere"
    #expect(RunComparison(simulated, movedSimulated).caveats.isEmpty)
    // A baseline does not note the host.
    moved.host = ""
    #expect(RunComparison(moved, side).caveats == [.unblocked])
  }
}

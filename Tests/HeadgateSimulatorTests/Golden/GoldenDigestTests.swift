import HeadgateCore
import HeadgateModel
import Testing

/// The digests of everything that the golden runs decide (rule N3), the same on any machine, in
/// debug and in release.
///
/// They change with every decision of the machine, every random number and every event time. So
/// they may change only in a commit that means to change one of these, and that says so: committed
/// baselines of users are void with it. Nothing else may touch them.
private let digests = [
  "steady": "321842e59bb4c99c093f566f6c1d5495",
  "congested": "9a8364497c5caad695dc831bc4d0785b",
  "flaky": "dc3d710714c1db596c579df3b6e87292",
  "broken": "74e2899797ee25badc4cfdf657cb7cad",
  "ordered": "ef8cada53ab7f588f60154b6d811fb8d",
  "closed": "2361d068f7b2fd480c6536aba52516d5",
]

@Suite("Golden digests")
struct GoldenDigestTests {
  @Test("A run decides what it always has", arguments: GoldenRun.all)
  func decidesWhatItAlwaysHas(run: GoldenRun) throws {
    let result = try simulate(run.specification)
    #expect(result.digest == digests[run.name])
  }

  @Test("Every kind of event happens in one of them")
  func everyEventHappens() throws {
    var seen: Set<String> = []
    for run in GoldenRun.all {
      for line in try TraceRun(run.specification).lines { seen.insert(line.event) }
    }
    let missing = TraceKind.allCases.map(\.name).filter { !seen.contains($0) }
    // Nothing cancels a job in a simulated run.
    #expect(missing == ["cancelled"])
  }
}

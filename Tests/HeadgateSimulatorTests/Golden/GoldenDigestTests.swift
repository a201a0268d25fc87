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
  "abandoned": "948b3011b6a52c5935aac5a0f8ecdde1",
  "fenced": "f68a6f37ecb5a3e9827359f51d042eeb",
  "provided": "f95fcc8537fb5df51dcbd44297fc4b52",
  "aimd": "1e9c3a51864143adb4fa63bee39cdc57",
  "pi": "64656f0ba9f72de1ab0dac864b3b953e",
  "minimum-delay": "fe89460de21a340c9a90ad200ca8e23f",
  "aws-adaptive": "8f506e120a239094b4e33520194db087",
  "fixed": "5ba6d614a1955cf7743177ab6cfacfd7",
  "limit-fixed": "044548ffee014ac50a59a04753989c87",
  "limit-aimd": "6ef603c281d568317421ac56782f3d06",
  "vegas": "fd31792124c5c2edc1dfe7e749ce67a9",
  "gradient2": "cbe78b5af9d97ca59357af154c0d3d8d",
  "failsafe": "be519a94a94e3738b40abc564fcf683a",
  "windowed": "807d4fb747385bb1d2cc631d77a38091",
  "both": "879d4152c5b000e039718f1396402f3e",
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

import Foundation
import Testing

/// That they keep their thresholds, and so the verdicts, `ScenarioFilesTests` holds.
@Suite("The page of the advice on trial")
struct AdvicePageTests {
  @Test("names every scenario of Scenarios/advice, and none that is not there")
  func namesTheScenarios() throws {
    let page = try String(
      contentsOf: ShippedScenario.folder.deletingLastPathComponent().appendingPathComponent(
        "Sources/HeadgateLab/Documentation.docc/Advice-on-trial.md"), encoding: .utf8)
    let named = Set(page.matches(of: /Scenarios\/(advice\/[a-z0-9-]+\.yaml)/).map { "\($0.1)" })
    let shipped = Set(ShippedScenario.quick.map(\.name).filter { $0.hasPrefix("advice/") })
    #expect(!shipped.isEmpty)
    #expect(named == shipped, "\(named.symmetricDifference(shipped).sorted())")
  }
}

import HeadgateModel
import Testing

@Suite struct StarterTests {
  @Test(arguments: ["congestion", "with \"quotes\" and \\"])
  func `the starter is a valid scenario of its name`(_ name: String) throws {
    let scenario = try ScenarioLoader.load(
      text: ScenarioStarter.text(name: name), path: "starter.yaml")
    #expect(scenario.name == name)
    #expect(scenario.warnings.isEmpty)
    #expect(scenario.variants.map(\.name) == ["default"])
    #expect(scenario.variants[0].controllerName == "balanced")
  }
}

import HeadgateModel
import Testing

struct ScenarioTimelineTests {
  private static let text = """
    name: timeline
    workloads:
      - {name: steady, arrivals: poisson, phases: [{rate: 1/s, for: 9s}]}
      - name: readers
        arrivals: poisson
        phases:
          - {name: before, rate: 10/s, for: 90s}
          - {name: slow, rate: 10/s, for: 1m}
        chapters: {files: ["missing/*.txt"]}
    faults:
      - {at: 90s, for: 60s, stage: embed, slowdown: 4}
      - {at: 100s, for: 500ms, stage: store, outage: true}
      - {at: soon, for: 1s, stage: store, stall: true}
    """

  @Test("Phases follow one another, and faults say what they do to whom")
  func stretches() {
    let timeline = ScenarioTimeline(text: Self.text)
    #expect(timeline.workload == "readers")
    #expect(
      timeline.phases == [
        .init(name: "before", start: 0, end: 90_000_000_000),
        .init(name: "slow", start: 90_000_000_000, end: 150_000_000_000),
      ])
    #expect(
      timeline.faults == [
        .init(name: "embed: slowdown 4", start: 90_000_000_000, end: 150_000_000_000),
        .init(name: "store: outage", start: 100_000_000_000, end: 100_500_000_000),
      ])
  }

  @Test("A variant's own settings stand in the place of the text's")
  func settings() {
    let timeline = ScenarioTimeline(
      text: Self.text,
      settings: [
        VariantSetting(path: "faults.0.at", value: "10s"),
        VariantSetting(path: "workloads.readers.phases.slow.for", value: "2m"),
        VariantSetting(path: "faults.9.at", value: "10s"),
        VariantSetting(path: "controller", value: "balanced"),
      ])
    #expect(timeline.faults.first?.start == 10_000_000_000)
    #expect(timeline.phases.last?.end == 210_000_000_000)
  }

  @Test(
    "A text that says nothing, or is none, has no stretches",
    arguments: ["", "extends: other.yaml", "[1, 2", "workloads: 3\nfaults: {at: 1s}"])
  func nothing(text: String) {
    let timeline = ScenarioTimeline(text: text)
    #expect(timeline.phases.isEmpty)
    #expect(timeline.faults.isEmpty)
  }
}

import Foundation
import HeadgateModel
import HeadgateStore
import Testing

@Suite("Studies in the store")
struct StudyStoreTests {
  private struct Fault: Error {}

  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
  }

  private static let scenario = """
    schemaVersion: 1
    name: small
    run: {duration: 1m}
    workloads: [{name: bulk, arrivals: poisson, phases: [{rate: 20/s, for: 1m}]}]
    pipeline: {environment: standard}

    """

  private static func key(
    runs: Int = 100, seed: UInt64 = 1, space: String = "aa", version: String = "1",
    weight: Double = 1, heldOut: Bool = false
  ) throws -> StudyKey {
    let template = try ScenarioTemplate(text: scenario, path: "small.yaml")
    var scenarios = [TuningScenario(template: template, weight: weight)]
    if heldOut { scenarios.append(TuningScenario(template: template, isHeldOut: true)) }
    return StudyKey(
      space: TuningSpace(
        name: "tuned", description: "", path: "space.yaml", sha256: space, parameters: [],
        objectives: [],
        search: TuningSearchSettings(seed: seed, runs: runs, replications: 2, population: 4)),
      scenarios: scenarios, version: version)
  }

  private static func evaluation(_ index: Int) -> TuningEvaluation {
    TuningEvaluation(
      index: index, generation: index / 2, slot: index % 2, point: [0.1, 0.3, 1 / 3],
      settings: [
        VariantSetting(path: "controller.rate", value: "\(index)/s"),
        VariantSetting(path: "pipeline.queue", value: "{capacity: 10}"),
      ],
      figures: index == 3
        ? [] : [[[1.5, nil, -0.0], [.leastNonzeroMagnitude, .infinity, 1e300]], [[], []], []],
      isAbandoned: index == 2, problem: index == 3 ? "no such stage" : nil)
  }

  @Test("Candidates come back as they were, by the study's key")
  func roundTrip() throws {
    let store = try ResultStore(path: path)
    let study = try store.study(Self.key(), startedAt: "now")
    #expect(study.evaluations.isEmpty)
    #expect(study.verdict == nil)
    let evaluations = (0..<4).map(Self.evaluation)
    try store.append(Array(evaluations[..<2]), to: study.id)
    try store.append(Array(evaluations[2...]), to: study.id)
    let again = try ResultStore(path: path).study(Self.key(), startedAt: "later")
    #expect(again.id == study.id)
    #expect(again.evaluations == evaluations)
    #expect(again.evaluations[0].figures[0][0][2]?.sign == .minus)
  }

  @Test("Whatever decides the candidates is part of the key, and what does not is none of it")
  func identity() throws {
    let own = try Self.key()
    let others = try [
      Self.key(runs: 101), Self.key(seed: 2), Self.key(space: "ab"), Self.key(version: "2"),
      Self.key(weight: 2),
    ]
    for other in others { #expect(other != own) }
    #expect(Set(others.map(\.identity)).count == others.count)
    #expect(try Self.key(heldOut: true) == own)
    let store = try ResultStore(path: path)
    let ids = try ([own] + others).map { try store.study($0, startedAt: "now").id }
    #expect(ids == [1, 2, 3, 4, 5, 6])
  }

  @Test("A candidate that another process has stored meanwhile is left as it is")
  func twice() throws {
    let store = try ResultStore(path: path)
    let study = try store.study(Self.key(), startedAt: "now")
    try store.append([Self.evaluation(0)], to: study.id)
    try store.append([Self.evaluation(0), Self.evaluation(1)], to: study.id)
    let stored = try store.study(Self.key(), startedAt: "now").evaluations
    #expect(stored == [Self.evaluation(0), Self.evaluation(1)])
  }

  @Test("A generation is stored whole or not at all")
  func whole() throws {
    let store = try ResultStore(path: path)
    let study = try store.study(Self.key(), startedAt: "now")
    try store.append([Self.evaluation(0)], to: study.id)
    let error = storeError {
      try store.append([Self.evaluation(1), Self.evaluation(2)], to: study.id) { throw Fault() }
    }
    #expect(error?.code == .failed)
    #expect(
      try store.study(Self.key(), startedAt: "now").evaluations == [Self.evaluation(0)])
  }

  @Test("How a study came out is kept, and starting anew forgets it with all candidates")
  func verdict() throws {
    let store = try ResultStore(path: path)
    let study = try store.study(Self.key(), startedAt: "now")
    try store.append([Self.evaluation(0)], to: study.id)
    try store.finish(study: study.id, verdict: "better")
    #expect(try store.study(Self.key(), startedAt: "now").verdict == "better")
    try store.restart(study: study.id)
    let restarted = try store.study(Self.key(), startedAt: "now")
    #expect(restarted.id == study.id)
    #expect(restarted.verdict == nil)
    #expect(restarted.evaluations.isEmpty)
    #expect(try Query(path).rows("SELECT count(*) FROM evaluation_settings") == [["0"]])
  }

  @Test("A store of an earlier layout takes studies in once it is opened")
  func migration() throws {
    _ = try ResultStore(path: path).save(Samples.small)
    let query = try Query(path)
    for table in ["evaluation_settings", "evaluations", "study_scenarios", "studies"] {
      try query.execute("DROP TABLE \(table)")
    }
    try query.execute("DELETE FROM grdb_migrations WHERE identifier = '3 studies'")
    let store = try ResultStore(path: path)
    #expect(try store.study(Self.key(), startedAt: "now").id == 1)
    #expect(try store.list(limit: 9).count == 1)
  }

  @Test("Figures that are cut short are damage, not a trap")
  func damage() throws {
    let store = try ResultStore(path: path)
    let study = try store.study(Self.key(), startedAt: "now")
    try store.append([Self.evaluation(0)], to: study.id)
    try Query(path).execute("UPDATE evaluations SET figures = x'01FFFFFF7F'")
    let error = storeError { _ = try store.study(Self.key(), startedAt: "now") }
    #expect(error?.code == .corrupt)
  }
}

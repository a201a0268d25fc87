import HeadgateModel
import HeadgateStore
import Synchronization
import Testing

@Suite struct StoreRoundTripTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `what is saved is loaded unchanged, by another store too`() throws {
    let store = try ResultStore(path: folder.path("runs.sqlite"))
    let results = (0..<150).map { seed in
      var generator = ResultGenerator(seed: UInt64(1000 + seed))
      return generator.result()
    }
    let ids = try results.map(store.save)
    #expect(ids == Array(1...150))
    let reader = try ResultStore(path: folder.path("runs.sqlite"), readOnly: true)
    for (id, result) in zip(ids, results) {
      #expect(contents(try store.load(id)) == contents(result), "run \(id)")
      #expect(contents(try reader.load(id)) == contents(result), "run \(id)")
    }
  }

  @Test func `series and histograms of the variants not chosen alone are left out`() throws {
    let store = try ResultStore(path: folder.path("runs.sqlite"))
    for seed in 0..<50 {
      var generator = ResultGenerator(seed: UInt64(2000 + seed))
      var result = generator.result()
      let id = try store.save(result)
      let chosen = Array(stride(from: 0, to: result.variants.count, by: 2))
      let offered = Mutex<[String]>([])
      let loaded = try store.load(
        id,
        detail: .records { variants in
          offered.withLock { $0 = variants.map(\.name) }
          return chosen
        })
      #expect(offered.withLock { $0 } == result.variants.map(\.name))
      for variant in result.variants.indices where !chosen.contains(variant) {
        for replication in result.variants[variant].replications.indices {
          result.variants[variant].replications[replication].series.lines = []
          result.variants[variant].replications[replication].histograms = []
        }
      }
      #expect(contents(loaded) == contents(result), "run \(id)")
    }
  }

  @Test func `the list gives the latest runs of every outcome, newest first`() throws {
    let store = try ResultStore(path: folder.path("runs.sqlite"))
    var interrupted = Samples.large(variants: 3, replications: 2, metrics: 1)
    interrupted.variants[2].mode = .live
    interrupted.verdict = .interrupted
    _ = try store.save(Samples.small)
    _ = try store.save(interrupted)
    let failed = try store.recordFailure(
      scenarioName: "burst", scenarioPath: "burst.yaml", scenarioText: "name: burst",
      scenarioSHA256: "ab", seed: .max, mode: .virtual, environment: Samples.small.environment,
      error: "the store stage vanished")

    let runs = try store.list(limit: 10)
    #expect(runs.map(\.id) == [3, 2, 1])
    #expect(runs.map(\.verdict) == [nil, .interrupted, .pass])
    #expect(runs.map(\.error) == ["the store stage vanished", nil, nil])
    #expect(runs.map(\.modes) == [[.virtual], [.sim, .live], [.sim]])
    #expect(runs.map(\.variants) == [0, 3, 1])
    #expect(runs.map(\.replications) == [0, 2, 1])
    #expect(runs[0].seed == .max)
    #expect(
      runs[2]
        == StoredRunSummary(
          id: 1, scenarioName: "congestion", scenarioPath: "Scenarios/congestion.yaml",
          scenarioSHA256: "9f86d081", seed: 42, modes: [.sim], variants: 1, replications: 1,
          verdict: .pass, error: nil, startedAt: "2026-01-02T03:04:05Z", wallSeconds: 0.08,
          commit: "8eb1aed", version: "1.0.0"))
    #expect(try store.list(limit: 1).map(\.id) == [failed])
    #expect(try store.list(limit: 0).isEmpty)
  }

  @Test func `a text is kept once however often its scenario runs`() throws {
    let path = folder.path("runs.sqlite")
    let store = try ResultStore(path: path)
    var commented = Samples.small
    commented.scenarioText += "# a comment changes the text and not the hash\n"
    let ids = try [Samples.small, commented, Samples.small, commented].map(store.save)
    #expect(try Query(path).rows("SELECT count(*) FROM scenarios") == [["2"]])
    #expect(try store.load(ids[3]).scenarioText == commented.scenarioText)
    #expect(try store.load(ids[2]).scenarioText == Samples.small.scenarioText)
  }

  @Test func `the views answer questions put by hand`() throws {
    let path = folder.path("runs.sqlite")
    _ = try ResultStore(path: path).save(Samples.small)
    let query = try Query(path)
    #expect(
      try query.rows("SELECT value FROM run_metrics WHERE run = 1 AND metric = 'throughput'")
        == [["44.9"]])
    #expect(
      try query.rows("SELECT variant, metric, mean, low FROM run_summaries WHERE run = 1") == [
        ["controller=balanced", "latency.p99", "1.83", "1.79"],
        ["controller=balanced", "completed", "26940.0", "NULL"],
      ])
    #expect(
      try query.rows("SELECT seconds, subject, \"to\" FROM run_decisions")
        == [["180.5", "controller", "0.5"]])
    #expect(
      try query.rows("SELECT expression, observed, ok FROM run_thresholds")
        == [["latency.p99{priority: 10} < 2s", "1.83", "1"]])
    #expect(try query.rows("SELECT id FROM runs WHERE seed = 42") == [["1"]])
  }

  @Test func `a store from before there were modes is brought up to date, thresholds as sim`()
    throws
  {
    let path = folder.path("old.sqlite")
    let id = try ResultStore(path: path).save(Samples.small)
    try Query(path).execute(
      """
      DROP VIEW run_thresholds; ALTER TABLE thresholds DROP COLUMN mode; DROP TABLE overheads;
      CREATE VIEW run_thresholds AS
      SELECT runs.id AS run, runs.scenario AS scenario, thresholds.variant AS variant,
        thresholds.expression AS expression, thresholds.observed AS observed,
        thresholds.ok AS ok, thresholds.severity AS severity
      FROM runs JOIN thresholds ON thresholds.run_id = runs.id;
      DELETE FROM grdb_migrations WHERE identifier = '2 modes and overhead';
      """)
    #expect(storeError { _ = try ResultStore(path: path, readOnly: true) }?.code == .olderVersion)
    #expect(contents(try ResultStore(path: path).load(id)) == contents(Samples.small))
    #expect(try Query(path).rows("SELECT mode FROM run_thresholds") == [["sim"]])
  }
}

import HeadgateCore
import HeadgateModel
import Testing

/// What a trace says of a run.
@Suite struct TraceReaderTests {
  private func read(_ text: String, replication: Int? = nil) throws -> RecordedRun {
    try TraceLoader.read(text, path: "t", replication: replication)
  }

  private static let csv = """
    \u{FEFF}# Two stages; the second takes batches.
    job,stage,queued,started,ended,batch,size,outcome,host

    "a, the first",chunk,10.0,10.0,10.5,,2048,,one
    b,chunk,10.25,10.5,11,,1KiB,succeeded,one
    "a, the first",embed,,11,12,7,,transient,two
    b,embed,,11,12,7,,,two
    "a, the first",embed,,12.5,13,8,,,two
    c,chunk,11,11.5,,,,,one
    """

  @Test("Stages, batches, attempts and jobs are those of the records")
  func records() throws {
    let run = try read(Self.csv)
    #expect(run.origin == nil && run.stages == ["chunk", "embed"] && run.unfinished == 1)
    // Moments from the first one on; a job comes when it is queued for its first stage.
    #expect(
      run.jobs == [
        RecordedJob(name: "a, the first", arrived: 0, completed: 3 * .second, size: 2048),
        RecordedJob(name: "b", arrived: 250 * .millisecond, completed: 2 * .second, size: 1024),
      ])
    func batch(_ stage: Int, _ from: Int64, _ to: Int64, _ items: [RecordedBatch.Item])
      -> RecordedBatch
    {
      RecordedBatch(
        stage: stage, started: from * .millisecond, ended: to * .millisecond, items: items)
    }
    #expect(
      run.batches == [
        batch(0, 0, 500, [.init(job: 0, attempt: 1, outcome: .succeeded)]),
        batch(0, 500, 1_000, [.init(job: 1, attempt: 1, outcome: .succeeded)]),
        batch(
          1, 1_000, 2_000,
          [
            .init(job: 0, attempt: 1, outcome: .transient),
            .init(job: 1, attempt: 1, outcome: .succeeded),
          ]),
        batch(1, 2_500, 3_000, [.init(job: 0, attempt: 2, outcome: .succeeded)]),
      ])
  }

  @Test("JSON lines say the same as CSV")
  func lines() throws {
    let lines = #"""
      {"job": "a, the first", "stage": "chunk", "queued": 10, "started": 10, "ended": 10.5, "size": 2048}
      {"job": "b", "stage": "chunk", "queued": 10.25, "started": 10.5, "ended": 11, "size": "1KiB"}
      {"job": "a, the \u0066irst", "stage": "embed", "started": 11, "ended": 12, "batch": 7, "outcome": "transient"}
      {"job": "b", "stage": "embed", "started": 11, "ended": 12, "batch": 7, "size": null}
      {"job": "a, the first", "stage": "embed", "started": 12.5, "ended": 13, "batch": 8, "host": "two"}
      {"job": "c", "stage": "chunk", "queued": 11, "started": 11.5}
      """#
    #expect(try read(lines) == read(Self.csv))
  }

  @Test("Times of day, of any zone, are moments")
  func calendar() throws {
    let run = try read(
      """
      job,stage,started,ended
      a,embed,2024-02-28T23:59:59.750Z,2024-02-29T00:00:00Z
      b,embed,2024-02-29T01:00:00+01:00,2024-02-28T19:00:01.5-0500
      c,embed,2024-03-01 00:00:00Z,"2024-03-01T00:00:00,001Z"
      """)
    #expect(run.batches.map(\.started.seconds) == [0, 0.25, 86_400.25])
    #expect(run.batches.map(\.duration.seconds) == [0.25, 1.5, 0.001])
  }

  @Test("Records may stand in any order: attempts are counted by their time")
  func order() throws {
    let rows = Self.csv.split(separator: "\n").map(String.init)
    let reversed = rows.prefix(2) + rows.dropFirst(2).reversed()
    let (run, wanted) = (try read(reversed.joined(separator: "\n")), try read(Self.csv))
    #expect(run.jobs == wanted.jobs && run.stages == wanted.stages)
    #expect(run.batches.map(\.started) == wanted.batches.map(\.started))
    #expect(run.batches.last == wanted.batches.last)
    let numbered = try read(
      """
      job,stage,started,ended,attempt
      a,embed,3,4,
      a,embed,1,2,5
      """)
    #expect(numbered.batches.map(\.items[0].attempt) == [5, 6])
  }

  @Test("What a worker began at one moment is a batch, and without either each record is one")
  func workers() throws {
    let batches = try read(
      """
      job,stage,worker,started,ended
      a,embed,1,0,1
      b,embed,1,0,1.5
      c,embed,2,0,1
      d,embed,1,2,3
      """
    ).batches
    #expect(batches.map(\.items.count) == [2, 1, 1])
    #expect(batches.map(\.duration.seconds) == [1.5, 1, 1])
    let single = try read("job,stage,started,ended\na,embed,0,1\nb,embed,0,1").batches
    #expect(single.map(\.items.count) == [1, 1])
  }

  @Test("The chain's order is the one in which jobs go through it, whatever the file's first line")
  func chain() throws {
    let run = try read(
      """
      job,stage,started,ended
      x,store,0,1
      a,chunk,0.5,1
      a,embed,1,2
      a,store,2,3
      b,chunk,1,2
      b,embed,2,3
      b,store,3,4
      """)
    #expect(run.stages == ["chunk", "embed", "store"])
    #expect(run.jobs.map(\.name) == ["x", "a", "b"])
  }

  private static func own(_ replication: Int, end: Double, mode: String = "live") -> String {
    """
    {"scenario":"small","variant":"small","mode":"\(mode)","replication":\(replication)}
    {"t":0,"event":"arrived","job":0}
    {"t":0,"event":"started","job":0,"attempt":1,"stage":"embed","worker":0}
    {"t":0,"event":"started","job":1,"attempt":1,"stage":"embed","worker":0}
    {"t":0.5,"event":"multiplier","multiplier":1}
    {"t":\(end),"event":"succeeded","job":0,"attempt":1,"stage":"embed","worker":0}
    {"t":\(end),"event":"failed-permanent","job":1,"attempt":1,"stage":"embed","worker":0}
    {"t":\(end),"event":"completed","job":0,"workload":0,"entity":4,"intended":0.001,"size":12,"priority":-3}
    {"t":\(end),"event":"failed","job":1,"workload":1,"entity":5,"intended":0,"size":13,"priority":0}
    {"t":\(end),"event":"started","job":2,"attempt":1,"stage":"embed","worker":0}

    """
  }

  @Test("A trace of ours tells batches, and what each job's random numbers belong to")
  func own() throws {
    let run = try read(Self.own(0, end: 1))
    #expect(
      run.origin
        == RecordedRun.Origin(scenario: "small", variant: "small", mode: .live, replication: 0))
    #expect(run.stages == ["embed"] && run.unfinished == 1 && run.heldOut.isEmpty)
    #expect(
      run.batches == [
        RecordedBatch(
          stage: 0, started: 0, ended: .second,
          items: [
            .init(job: 1, attempt: 1, outcome: .succeeded),
            .init(job: 0, attempt: 1, outcome: .permanent),
          ])
      ])
    #expect(
      run.jobs.prefix(2) == [
        RecordedJob(
          name: "1", arrived: 0, size: 13, priority: 0, workload: 1, entity: 5),
        RecordedJob(
          name: "0", arrived: .millisecond, completed: .second, size: 12, priority: -3,
          workload: 0, entity: 4),
      ])
  }

  @Test("Of several live replications one is calibrated from, and the others are held out")
  func repetitions() throws {
    let text = Self.own(0, end: 1) + Self.own(1, end: 2) + Self.own(2, end: 4)
    func ends(_ run: RecordedRun) -> [Double] { run.batches.map(\.ended.seconds) }
    let first = try read(text)
    #expect(first.origin?.replication == 0 && ends(first) == [1])
    #expect(first.heldOut.map(ends) == [[2], [4]])
    let second = try read(text, replication: 1)
    #expect(second.origin?.replication == 1 && ends(second) == [2])
    #expect(second.heldOut.map(ends) == [[1], [4]])
  }

  @Test("Simulated replications are universes of their own: none is held out")
  func universes() throws {
    let text = Self.own(0, end: 1, mode: "sim") + Self.own(1, end: 2, mode: "sim")
    #expect(try read(text, replication: 1).heldOut.isEmpty)
    #expect(throws: InvalidScenario.self) { try read(text) }
  }
}

import HeadgateModel
import Testing

/// What is said of a trace that cannot be read: file, line, column, and what to write instead.
@Suite struct TraceMessageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text = ""
    var expected: [String] = []
    var testDescription: String { name }
  }

  /// Reads `## name`, `|line of the trace` and `> message`; a trace's last line has no end.
  static func cases(_ text: String) -> [Case] {
    var cases: [Case] = []
    for line in text.split(separator: "\n") {
      let rest = String(line.dropFirst(line.hasPrefix("|") ? 1 : 2))
      if line.hasPrefix("## ") {
        cases.append(Case(name: String(rest.dropFirst())))
      } else if line.hasPrefix("> ") {
        cases[cases.count - 1].expected.append(rest)
      } else if line.hasPrefix("|") {
        let isFirst = cases[cases.count - 1].text.isEmpty
        cases[cases.count - 1].text += (isFirst ? "" : "\n") + rest
      } else {
        preconditionFailure("no line of a golden text: \(line)")
      }
    }
    return cases
  }

  static let foreign = cases(
    """
    ## nothing
    > t.csv:1:1: the trace is empty; a trace has job, stage, started, ended, and may have queued, batch, worker, size, outcome, attempt, priority

    ## a header alone
    |job,stage,started,ended
    > t.csv:1:1: the trace has no attempt that ended; a trace has job, stage, started, ended, and may have queued, batch, worker, size, outcome, attempt, priority

    ## a column that is missing
    |# of last night
    |job,stage,ended
    |1,embed,2
    > t.csv:2:1: the column "started" is missing; a trace has job, stage, started, ended, and may have queued, batch, worker, size, outcome, attempt, priority

    ## a column that is misspelt
    |job,stage,started,ended, outcom
    > t.csv:1:26: unknown column "outcom"; did you mean "outcome"?

    ## a column that is there twice
    |job,stage,started,ended,job
    > t.csv:1:25: the column "job" is repeated

    ## too few values
    |job,stage,started,ended,size
    |1,embed,0,1
    > t.csv:2:1: 4 values, but the header has 5; leave a value empty that is not known, and its comma there

    ## too many values
    |job,stage,started,ended
    |Chapter 1, the beginning,embed,0,1
    > t.csv:2:1: 5 values, but the header has 4; put a text that holds a comma in quotes

    ## a value that must be there
    |job,stage,started,ended
    |1,,0,1
    > t.csv:2:1: "stage" is missing; a trace has job, stage, started, ended, and may have queued, batch, worker, size, outcome, attempt, priority

    ## quotes that do not end
    |job,stage,started,ended
    |"1,embed,0,1
    > t.csv:2:1: a text in quotes does not end; close it on the same line

    ## a quote within quotes
    |job,stage,started,ended
    |"the "end"",embed,0,1
    > t.csv:2:7: something follows a text in quotes; write a quote within quotes twice

    ## another unit
    |job,stage,started,ended
    |1,embed,12KiB,13KiB
    > t.csv:2:9: "started" is no moment: 12KiB; write seconds (12.345), or a time such as 2025-03-01T12:00:00.250Z

    ## milliseconds since 1970
    |job,stage,started,ended
    |1,embed,1740830400250,1740830400300
    > t.csv:2:9: "started" is no moment: 1740830400250; write seconds (12.345), or a time such as 2025-03-01T12:00:00.250Z

    ## a day that is none
    |job,stage,started,ended
    |1,embed,2025-13-01T12:00:00Z,2025-13-01T12:00:01Z
    > t.csv:2:9: "started" is no moment: 2025-13-01T12:00:00Z; write seconds (12.345), or a time such as 2025-03-01T12:00:00.250Z

    ## a negative time
    |job,stage,started,ended
    |1,embed,-0.5,0.5
    > t.csv:2:9: "started" is before 0: -0.5; count from a moment before the first one of the trace

    ## an end before the start
    |job,stage,started,ended
    |1,embed, 5.25, 0.75
    > t.csv:2:16: "ended" is before "started"; both are moments on one clock; "ended" is no duration

    ## queued after the start
    |job,stage,queued,started,ended
    |1,embed,3,2,4
    > t.csv:2:9: "queued" is after "started"; write when the job came to the stage, or leave it empty

    ## two clocks
    |job,stage,started,ended
    |1,embed,2025-03-01T12:00:00Z,2025-03-01T12:00:01Z
    |2,embed,1740830401,1740830402
    > t.csv:3:9: "started" is 1740830401, but the moments before it are times of day; write all moments on one clock

    ## a size in another unit
    |job,stage,started,ended,size
    |1,embed,0,1,12ms
    > t.csv:2:13: "size" is no size: 12ms; write bytes (2048), or a size such as 2KiB, at most 1 TiB

    ## an outcome that is unknown
    |job,stage,started,ended,outcome
    |1,embed,0,1,failed
    > t.csv:2:13: "outcome" is "failed", which is unknown; valid: succeeded, transient, permanent, timeout, outage, throttled

    ## an attempt before the first
    |job,stage,started,ended,attempt
    |1,embed,0,1,0
    > t.csv:2:13: "attempt" must be a whole number from 1 to 65535, not 0

    ## a priority that no job has
    |job,stage,started,ended,priority
    |1,embed,0,1,40000
    > t.csv:2:13: "priority" must be a whole number from -32768 to 32767, not 40000

    ## a batch's name that is used again
    |job,stage,batch,started,ended
    |1,embed,a,0,1
    |2,embed,a,0,1
    |3,embed,a,2,3
    > t.csv:4:9: this begins after the rest of its batch has ended; name each batch of a stage once
    """)

  static let lines = cases(
    """
    ## a line that is cut off in a text
    |{"job": 1, "stage": "embed", "started": 0, "ended": 1}
    |{"job": 2, "stage": "em
    > t.csv:2:24: the line is cut off; write the object to its end, or take the line out

    ## a line that is cut off after a value
    |{"job": 2, "stage": "embed", "started": 0
    > t.csv:1:42: the line is cut off; write the object to its end, or take the line out

    ## a line that is cut off before a value
    |{"job": 2, "stage":
    > t.csv:1:20: the line is cut off; write the object to its end, or take the line out

    ## a line that is no object
    |{"job": 1, "stage": "embed", "started": 0, "ended": 1}
    |1,embed,0,1
    > t.csv:2:1: no JSON object: "{" was expected; each line of JSON is one object, {"job": "17", "stage": "embed", …}

    ## half a character
    |{"job": "\\ud83d!", "stage": "embed", "started": 0, "ended": 1}
    > t.csv:1:10: \\ud83d is half a character

    ## an escape that is none
    |{"job": "\\q", "stage": "embed", "started": 0, "ended": 1}
    > t.csv:1:10: \\q means nothing in JSON

    ## a list
    |{"job": [1, 2], "stage": "embed", "started": 0, "ended": 1}
    > t.csv:1:9: a value of a trace is a number or a text

    ## a key that is there twice
    |{"job": 1, "stage": "embed", "started": 0, "job": 1}
    > t.csv:1:44: "job" is there twice

    ## two objects on a line
    |{"job": 1, "stage": "embed", "started": 0, "ended": 1} {"job": 2}
    > t.csv:1:56: there is something after the object

    ## a key that is missing
    |{"job": 1, "started": 0, "ended": 1}
    > t.csv:1:1: "stage" is missing; a trace has job, stage, started, ended, and may have queued, batch, worker, size, outcome, attempt, priority

    ## a key that is misspelt
    |{"job": 1, "stage": "embed", "started": 0, "ended": 1, "prioriti": 5}
    > t.csv:1:68: unknown key "prioriti"; did you mean "priority"?

    ## no attempt that ended
    |{"job": 1, "stage": "embed", "started": 0}
    > t.csv:1:1: the trace has no attempt that ended; a trace has job, stage, started, ended, and may have queued, batch, worker, size, outcome, attempt, priority
    """)

  static let own = cases(
    """
    ## events of no run
    |{"t":0,"event":"arrived","job":0}
    > t.csv:1:1: an event without a run; a trace of headgate begins with {"scenario": …, "variant": …}

    ## a run of which nothing ended
    |{"scenario":"small","variant":"small","mode":"live","replication":0}
    |{"t":0,"event":"arrived","job":0}
    > t.csv:1:1: the trace has no batch that ended

    ## an attempt that ends before it started
    |{"scenario":"small","variant":"small","mode":"live","replication":0}
    |{"t":2,"event":"started","job":0,"attempt":1,"stage":"embed","worker":0}
    |{"t":1,"event":"succeeded","job":0,"attempt":1,"stage":"embed","worker":0}
    > t.csv:3:6: an attempt ends before it started; keep the lines of a trace in their order

    ## an event that does not say when
    |{"scenario":"small","variant":"small","mode":"live","replication":0}
    |{"event":"started","job":0,"attempt":1,"stage":"embed","worker":0}
    > t.csv:2:1: "t" is missing; a trace of headgate is to stay as it was written

    ## a mode that is none
    |{"scenario":"small","variant":"small","mode":"fast","replication":0}
    > t.csv:1:46: no mode: fast

    ## two universes
    |{"scenario":"small","variant":"small","mode":"sim","replication":0}
    |{"scenario":"small","variant":"small","mode":"sim","replication":1}
    > t.csv:2:1: the trace holds several runs; choose one by --variant "small" or --replication 0

    ## two variants
    |{"scenario":"small","variant":"a","mode":"live","replication":0}
    |{"scenario":"small","variant":"b","mode":"live","replication":0}
    > t.csv:2:1: the trace holds several runs; choose one by --variant "a" or --replication 0
    """)

  @Test("A trace of another system", arguments: foreign + lines)
  func messages(of trace: Case) { expect(trace) }

  @Test("A trace of ours", arguments: own)
  func messages(ofOwn trace: Case) { expect(trace) }

  private func expect(_ trace: Case) {
    do {
      _ = try TraceLoader.read(trace.text, path: "t.csv")
      Issue.record("it was taken as it is")
    } catch {
      #expect(error.problems.map { "\($0)" } == trace.expected)
    }
  }

  @Test("A run that is not in the trace is refused with those that are")
  func otherRun() {
    let text = """
      {"scenario":"small","variant":"a","mode":"sim","replication":0}
      {"scenario":"small","variant":"a","mode":"sim","replication":1}
      """
    let problems = #expect(throws: InvalidScenario.self) {
      try TraceLoader.read(text, path: "t", replication: 7)
    }?.problems.map { "\($0)" }
    #expect(
      problems == [
        "t:1:1: the trace holds no such run; there: a, replication 0; a, replication 1"
      ])
  }

  @Test("A file that cannot be read is named")
  func files() {
    let directory = TemporaryDirectory()
    let path = directory.write("t.csv", [0x6A, 0x0A, 0x61, 0xFF])
    for (path, message) in [
      (path, "\(path):2:2: the trace is not UTF-8"),
      (path + ".old", "\(path).old:1:1: the trace does not exist"),
    ] {
      let problems = #expect(throws: InvalidScenario.self) { try TraceLoader.load(path: path) }?
        .problems.map { "\($0)" }
      #expect(problems == [message])
    }
  }
}

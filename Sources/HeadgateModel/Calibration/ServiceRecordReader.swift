import HeadgateCore

/// Makes a run of a trace from elsewhere: one record an attempt of a job at a stage.
struct ServiceRecordReader {
  private struct Row {
    var job: Int
    var stage: Int
    var queued: Nanoseconds?
    var started: Nanoseconds
    var ended: Nanoseconds
    var batch: String
    /// `nil` where the record does not say.
    var attempt: Int?
    var outcome: RecordedOutcome
    var record: TraceRecord
  }

  private var jobs: [RecordedJob] = []
  private var places: [String: Int] = [:]
  private var stages: [String] = []
  private var unfinished = 0
  /// That of the first moment.
  private var clock: TraceMoment.Clock?

  func run(
    _ records: [TraceRecord], file: String
  ) throws(ScenarioProblem) -> RecordedRun {
    var reader = self
    return try reader.read(records, file: file)
  }

  private mutating func read(
    _ records: [TraceRecord], file: String
  ) throws(ScenarioProblem) -> RecordedRun {
    var rows: [Row] = []
    for record in records {
      if let row = try row(record) { rows.append(row) }
    }
    guard !rows.isEmpty else {
      throw ScenarioProblem(
        location: SourceLocation(file: file, line: 1, column: 1),
        message: "the trace has no attempt that ended", hint: TraceColumns.hint)
    }
    rows.sort { ($0.started, $0.job, $0.stage) < ($1.started, $1.job, $1.stage) }
    let order = chain(rows)
    let origin = rows.reduce(Nanoseconds.max) { min($0, $1.queued ?? $1.started, $1.started) }
    return try assembled(rows, order: order, origin: origin)
  }

  private mutating func row(_ record: TraceRecord) throws(ScenarioProblem) -> Row? {
    let name = try record.required("job").text
    let stageName = try record.required("stage").text
    let started = try moment("started", try record.required("started"), record)
    guard let end = record["ended"] else {
      unfinished += 1
      return nil
    }
    let ended = try moment("ended", end, record)
    guard ended >= started else {
      throw record.problem(
        "\"ended\" is before \"started\"", column: end.column,
        hint: "both are moments on one clock; \"ended\" is no duration")
    }
    let queued = try record["queued"].map { value throws(ScenarioProblem) in
      let queued = try moment("queued", value, record)
      guard queued <= started else {
        throw record.problem(
          "\"queued\" is after \"started\"", column: value.column,
          hint: "write when the job came to the stage, or leave it empty")
      }
      return queued
    }
    let job = try job(name, record)
    let stage = place(of: stageName)
    let group =
      record["batch"].map { "batch \($0.text)" }
      ?? record["worker"].map { "worker \($0.text) \(started)" } ?? "line \(record.line)"
    let attempt = try record["attempt"].map { value throws(ScenarioProblem) in
      Int(try TraceMoment.whole("attempt", value, of: record, in: 1...65_535))
    }
    return Row(
      job: job, stage: stage, queued: queued, started: started, ended: ended, batch: group,
      attempt: attempt, outcome: try outcome(record), record: record)
  }

  private mutating func moment(
    _ name: String, _ value: TraceRecord.Value, _ record: TraceRecord
  ) throws(ScenarioProblem) -> Nanoseconds {
    let (time, found) = try TraceMoment.moment(name, value, of: record)
    if let clock, clock != found {
      let before = clock == .own ? "seconds" : "times of day"
      throw record.problem(
        "\"\(name)\" is \(value.text), but the moments before it are \(before)",
        column: value.column, hint: "write all moments on one clock")
    }
    clock = found
    return time
  }

  private mutating func place(of stage: String) -> Int {
    if let place = stages.firstIndex(of: stage) { return place }
    stages.append(stage)
    return stages.count - 1
  }

  private mutating func job(
    _ name: String, _ record: TraceRecord
  ) throws(ScenarioProblem) -> Int {
    let size = try record["size"].map { value throws(ScenarioProblem) in
      if let size = try? Measure.size.whole(value.text), TraceColumns.bytes.contains(size) {
        return size
      }
      guard let size = Int64(value.text), TraceColumns.bytes.contains(size) else {
        throw record.problem(
          "\"size\" is no size: \(value.text)", column: value.column,
          hint: "write bytes (2048), or a size such as 2KiB, at most 1 TiB")
      }
      return size
    }
    let priority = try record["priority"].map { value throws(ScenarioProblem) in
      Int(try TraceMoment.whole("priority", value, of: record, in: TraceColumns.priorities))
    }
    if let place = places[name] {
      jobs[place].size = jobs[place].size ?? size
      return place
    }
    places[name] = jobs.count
    jobs.append(RecordedJob(name: name, arrived: .max, size: size, priority: priority))
    return jobs.count - 1
  }

  private func outcome(_ record: TraceRecord) throws(ScenarioProblem) -> RecordedOutcome {
    guard let value = record["outcome"] else { return .succeeded }
    if let outcome = RecordedOutcome(rawValue: value.text) { return outcome }
    throw record.problem(
      "\"outcome\" is \"\(value.text)\", which is unknown", column: value.column,
      hint: "valid: " + RecordedOutcome.allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// The stages in the order in which jobs go through them: by how many others a stage's first
  /// start in a job comes after, on average.
  private func chain(_ rows: [Row]) -> [Int] {
    var seen: [Int: Set<Int>] = [:]
    var ranks = [(sum: Int, count: Int)](repeating: (0, 0), count: stages.count)
    for row in rows where !seen[row.job, default: []].contains(row.stage) {
      ranks[row.stage].sum += seen[row.job]?.count ?? 0
      ranks[row.stage].count += 1
      seen[row.job, default: []].insert(row.stage)
    }
    return stages.indices.sorted { a, b in
      let (first, second) = (ranks[a], ranks[b])
      return (first.sum * second.count, a) < (second.sum * first.count, b)
    }
  }

  private func assembled(
    _ rows: [Row], order: [Int], origin: Nanoseconds
  ) throws(ScenarioProblem) -> RecordedRun {
    var jobs = jobs
    var batches: [RecordedBatch] = []
    var open: [String: Int] = [:]
    /// The last attempt by job and stage.
    var attempts: [Int: [Int: Int]] = [:]
    let last = order.count - 1
    var place = [Int](repeating: 0, count: order.count)
    for (position, stage) in order.enumerated() { place[stage] = position }
    for row in rows {
      let stage = place[row.stage]
      jobs[row.job].arrived = min(
        jobs[row.job].arrived, (row.queued ?? row.started) - origin, row.started - origin)
      if stage == last, row.outcome == .succeeded {
        jobs[row.job].completed = row.ended - origin
      }
      let attempt = row.attempt ?? (attempts[row.job]?[stage] ?? 0) + 1
      attempts[row.job, default: [:]][stage] = attempt
      let item = RecordedBatch.Item(job: row.job, attempt: attempt, outcome: row.outcome)
      let key = "\(row.stage) \(row.batch)"
      if let batch = open[key] {
        // Rows come by their start, and what a worker took together it began together.
        let started = row.started - origin
        guard started == batches[batch].started || started < batches[batch].ended else {
          throw row.record.problem(
            "this begins after the rest of its batch has ended",
            column: (row.record["batch"] ?? row.record["started"])?.column ?? 1,
            hint: "name each batch of a stage once")
        }
        batches[batch].items.append(item)
        batches[batch].ended = max(batches[batch].ended, row.ended - origin)
      } else {
        open[key] = batches.count
        batches.append(
          RecordedBatch(
            stage: stage, started: row.started - origin, ended: row.ended - origin, items: [item]))
      }
    }
    return RecordedRun(
      origin: nil, stages: order.map { stages[$0] }, batches: batches, jobs: jobs,
      unfinished: unfinished
    ).ordered
  }
}

extension RecordedRun {
  /// With the jobs by their arrival.
  var ordered: RecordedRun {
    let order = jobs.indices.sorted { (jobs[$0].arrived, $0) < (jobs[$1].arrived, $1) }
    var places = [Int](repeating: 0, count: jobs.count)
    for (place, job) in order.enumerated() { places[job] = place }
    var run = self
    run.jobs = order.map { jobs[$0] }
    for batch in run.batches.indices {
      for item in run.batches[batch].items.indices {
        run.batches[batch].items[item].job = places[batches[batch].items[item].job]
      }
    }
    return run
  }
}

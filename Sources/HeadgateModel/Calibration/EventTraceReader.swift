import HeadgateCore

/// Makes a run of a trace of ours: events by the moment.
struct EventTraceReader {
  /// `nil` where the file holds one.
  let variant: String?
  let replication: Int?

  func run(
    _ lines: RecordedValues.Lines, file: String
  ) throws(ScenarioProblem) -> RecordedRun {
    var found: [RecordedRun.Origin] = []
    var builder: EventRun?
    var isWanted = true
    for line in lines {
      var reader = FlatJSONReader(line.text, file: line.file, line: line.number)
      let record = try reader.record()
      if record["scenario"] != nil {
        let origin = try self.origin(record)
        found.append(origin)
        isWanted =
          (variant == nil || variant == origin.variant)
          && (replication == nil || replication == origin.replication)
        guard isWanted else { continue }
        guard builder == nil else { throw several(found, record) }
        builder = EventRun(origin: origin)
      } else if isWanted {
        guard builder != nil else {
          throw record.problem(
            "an event without a run",
            hint: "a trace of headgate begins with {\"scenario\": …, \"variant\": …}")
        }
        try builder?.add(record)
      }
    }
    guard let builder else {
      let names = found.map { "\($0.variant), replication \($0.replication)" }
      throw ScenarioProblem(
        location: SourceLocation(file: file, line: 1, column: 1),
        message: "the trace holds no such run", hint: "there: " + names.joined(separator: "; "))
    }
    return try builder.run(file: file)
  }

  private func origin(_ record: TraceRecord) throws(ScenarioProblem) -> RecordedRun.Origin {
    let mode = try record.required("mode")
    guard let known = RunMode(rawValue: mode.text) else {
      throw record.problem("no mode: \(mode.text)", column: mode.column)
    }
    return RecordedRun.Origin(
      scenario: try record.required("scenario").text,
      variant: try record.required("variant").text, mode: known,
      replication: Int(
        try TraceMoment.whole(
          "replication", try record.required("replication"), of: record, atLeast: 0)))
  }

  private func several(
    _ found: [RecordedRun.Origin], _ record: TraceRecord
  ) -> ScenarioProblem {
    record.problem(
      "the trace holds several runs",
      hint: "choose one by --variant \"\(found[0].variant)\" or --replication "
        + "\(found[0].replication)")
  }
}

/// A run as its events build it up.
private struct EventRun {
  private struct Open {
    var batch: Int
    var item: Int
  }

  let origin: RecordedRun.Origin
  private var stages: [String] = []
  private var jobs: [RecordedJob] = []
  private var places: [String: Int] = [:]
  private var batches: [RecordedBatch] = []
  /// Batches that began at one moment, by stage and worker.
  private var starting: [String: Int] = [:]
  private var open: [Int: Open] = [:]
  private var ended: Set<Int> = []
  /// Batches of which jobs have been taken away, and for how many pieces of each job's work that is so.
  private var left: Set<Int> = []
  private var leftWork: [Int: Int] = [:]

  init(origin: RecordedRun.Origin) {
    self.origin = origin
  }

  mutating func add(_ record: TraceRecord) throws(ScenarioProblem) {
    let event = try record.required("event").text
    guard let name = record["job"]?.text else { return }
    let time = try TraceMoment.read("t", try record.required("t"), of: record)
    let job = place(of: name, at: time)
    switch event {
    case "started":
      let stage = stagePlace(try record.required("stage").text)
      let attempt = Int(
        try TraceMoment.whole("attempt", try record.required("attempt"), of: record, atLeast: 1))
      start(job, stage, attempt, worker: try record.required("worker").text, at: time)
    case "succeeded": end(job, .succeeded, at: time)
    case "failed-transient": end(job, .transient, at: time)
    case "failed-permanent": end(job, .permanent, at: time)
    case "failed-timeout": end(job, .timeout, at: time)
    case "reclaimed": leave(job)
    case "discarded": discard(job, at: time)
    case "failed-outage": end(job, .outage, at: time)
    case "failed-throttled": end(job, .throttled, at: time)
    default: break
    }
    guard record["entity"] != nil else { return }
    try close(job, record, isCompleted: event == "completed", at: time)
  }

  private mutating func place(of name: String, at time: Nanoseconds) -> Int {
    if let place = places[name] { return place }
    places[name] = jobs.count
    jobs.append(RecordedJob(name: name, arrived: time))
    return jobs.count - 1
  }

  private mutating func stagePlace(_ name: String) -> Int {
    if let place = stages.firstIndex(of: name) { return place }
    stages.append(name)
    return stages.count - 1
  }

  private mutating func start(
    _ job: Int, _ stage: Int, _ attempt: Int, worker: String, at time: Nanoseconds
  ) {
    let key = "\(stage) \(worker) \(time)"
    let batch = starting[key] ?? batches.count
    if batch == batches.count {
      starting[key] = batch
      batches.append(RecordedBatch(stage: stage, started: time, ended: time, items: []))
    }
    open[job] = Open(batch: batch, item: batches[batch].items.count)
    batches[batch].items.append(
      RecordedBatch.Item(job: job, attempt: attempt, outcome: .succeeded))
  }

  private mutating func end(_ job: Int, _ outcome: RecordedOutcome, at time: Nanoseconds) {
    guard let place = open.removeValue(forKey: job) else { return }
    batches[place.batch].ended = time
    batches[place.batch].items[place.item].outcome = outcome
    ended.insert(place.batch)
  }

  /// A job's lease has run out: how its batch went is not known.
  private mutating func leave(_ job: Int) {
    guard let place = open.removeValue(forKey: job) else { return }
    left.insert(place.batch)
    leftWork[job, default: 0] += 1
  }

  private mutating func discard(_ job: Int, at time: Nanoseconds) {
    guard let count = leftWork[job], count > 0 else { return end(job, .timeout, at: time) }
    leftWork[job] = count - 1
  }

  /// What the event that ends a job tells of it.
  private mutating func close(
    _ job: Int, _ record: TraceRecord, isCompleted: Bool, at time: Nanoseconds
  ) throws(ScenarioProblem) {
    func whole(_ name: String, from least: Int64 = 0) throws(ScenarioProblem) -> Int64 {
      try TraceMoment.whole(name, try record.required(name), of: record, atLeast: least)
    }
    jobs[job].arrived = try TraceMoment.read(
      "intended", try record.required("intended"), of: record)
    jobs[job].workload = Int(try whole("workload"))
    jobs[job].entity = UInt64(try whole("entity"))
    jobs[job].size = try whole("size")
    jobs[job].priority = Int(try whole("priority", from: -32_768))
    if isCompleted { jobs[job].completed = time }
  }

  func run(file: String) throws(ScenarioProblem) -> RecordedRun {
    let unfinished = left.union(open.values.map(\.batch))
    let whole = batches.indices.filter { place in
      ended.contains(place) && !unfinished.contains(place)
    }
    guard !whole.isEmpty else {
      throw ScenarioProblem(
        location: SourceLocation(file: file, line: 1, column: 1),
        message: "the trace has no batch that ended")
    }
    return RecordedRun(
      origin: origin, stages: stages, batches: whole.map { batches[$0] }, jobs: jobs,
      unfinished: open.count
    ).ordered
  }
}

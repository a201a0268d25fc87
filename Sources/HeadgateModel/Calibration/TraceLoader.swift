/// Reads traces: those of `headgate run --trace`, and those of other systems, as CSV or as JSON lines.
public enum TraceLoader {
  static let longest = 1 << 30

  /// - Parameters:
  ///   - variant, replication: Which of several traces in one file of ours; `nil` where there is one.
  /// - Returns: The run, and the SHA-256 of the file in hexadecimal.
  /// - Throws: what is wrong, where, and what to write instead.
  public static func load(
    path: String, variant: String? = nil, replication: Int? = nil
  ) throws(InvalidScenario) -> (run: RecordedRun, sha256: String) {
    let bytes: [UInt8]
    let text: String
    do {
      bytes = try FileAccess.read(path, limit: longest)
      text = try FileAccess.text(bytes)
    } catch {
      throw InvalidScenario(problems: [
        ScenarioProblem(
          location: SourceLocation(file: path, line: error.line, column: error.column),
          message: "the trace \(error.message)")
      ])
    }
    let run = try read(text, path: path, variant: variant, replication: replication)
    return (run, SHA256.hex(bytes))
  }

  /// Reads a trace's text; `path` is what positions carry.
  ///
  /// - Throws: what is wrong, where, and what to write instead.
  public static func read(
    _ text: String, path: String, variant: String? = nil, replication: Int? = nil
  ) throws(InvalidScenario) -> RecordedRun {
    do throws(ScenarioProblem) {
      var lines = RecordedValues.Lines(text, file: path)
      guard let first = lines.next() else {
        throw ScenarioProblem(
          location: SourceLocation(file: path, line: 1, column: 1), message: "the trace is empty",
          hint: TraceColumns.hint)
      }
      guard first.text.trimmed.first == "{" else {
        return try ServiceRecordReader().run(
          try csv(first, lines), file: path)
      }
      var reader = FlatJSONReader(first.text, file: path, line: first.number)
      let record = try reader.record()
      if record["event"] != nil || record["scenario"] != nil {
        return try EventTraceReader(variant: variant, replication: replication)
          .run(RecordedValues.Lines(text, file: path), file: path)
      }
      return try ServiceRecordReader().run(
        try json(RecordedValues.Lines(text, file: path)), file: path)
    } catch {
      throw InvalidScenario(problems: [error])
    }
  }

  private static func json(
    _ lines: RecordedValues.Lines
  ) throws(ScenarioProblem) -> [TraceRecord] {
    var records: [TraceRecord] = []
    var checked: Set<String> = []
    for line in lines {
      var reader = FlatJSONReader(line.text, file: line.file, line: line.number)
      let record = try reader.record()
      for (name, value) in record.values where checked.insert(name).inserted {
        if let meant = slip(name), record.values[meant] == nil {
          throw record.problem(
            "unknown key \"\(name)\"", column: value.column, hint: "did you mean \"\(meant)\"?")
        }
      }
      records.append(record)
    }
    return records
  }

  private static func csv(
    _ header: RecordedValues.Line, _ lines: RecordedValues.Lines
  ) throws(ScenarioProblem) -> [TraceRecord] {
    let names = try columns(header)
    var records: [TraceRecord] = []
    for line in lines {
      let fields = try CSVFields(line).all()
      guard fields.count == names.count else {
        throw line.problem(
          "\(fields.count) values, but the header has \(names.count)", column: 1,
          hint: fields.count < names.count
            ? "leave a value empty that is not known, and its comma there"
            : "put a text that holds a comma in quotes")
      }
      var record = TraceRecord(file: line.file, line: line.number, values: [:])
      for (name, field) in zip(names, fields) {
        record.values[name] = TraceRecord.Value(
          text: field.text, column: field.column, isText: true)
      }
      records.append(record)
    }
    return records
  }

  private static func columns(
    _ header: RecordedValues.Line
  ) throws(ScenarioProblem) -> [String] {
    var names: [String] = []
    for field in try CSVFields(header).all() {
      let name = field.text
      if let meant = slip(name) {
        throw header.problem(
          "unknown column \"\(name)\"", column: field.column, hint: "did you mean \"\(meant)\"?")
      }
      guard !names.contains(name) else {
        throw header.problem("the column \"\(name)\" is repeated", column: field.column)
      }
      names.append(name)
    }
    for name in TraceColumns.required where !names.contains(name) {
      throw header.problem(
        "the column \"\(name)\" is missing", column: 1, hint: TraceColumns.hint)
    }
    return names
  }

  /// What a name was meant to be. Columns that say nothing here may stay; one that is nearly a known
  /// one is a slip.
  private static func slip(_ name: String) -> String? {
    let known = TraceColumns.known
    return known.contains(name) ? nil : Spelling.nearest(name, among: known)
  }
}

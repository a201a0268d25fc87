internal import HeadgateModel

extension JSONReader {
  mutating func baseline() throws(ResultJSONError) -> RunResult {
    let start = start()
    var result = RunResult(
      scenarioName: "", scenarioSHA256: "", scenarioText: "", scenarioPath: "", seed: 0,
      variants: [], thresholds: [], verdict: .pass,
      environment: RunEnvironment(
        version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0))
    var missing = ["schemaVersion", "kind", "scenario", "verdict", "variants", "checksum"]
    try beginObject()
    var end = position
    while let key = try nextKey() {
      try checkHead(key, missing: missing, at: start)
      missing.removeAll { $0 == key }
      switch key {
      case "schemaVersion": try checkBaselineVersion()
      case "kind": try checkKind()
      case "scenario": try baselineScenario(of: &result)
      case "verdict": result.verdict = try word()
      case "variants":
        result.variants = try array { reader throws(ResultJSONError) in
          try reader.baselineVariant()
        }
      case "checksum": try checkChecksum(upTo: end)
      case "environment": result.environment = try baselineEnvironment()
      default: try skip()
      }
      end = position
    }
    guard missing.isEmpty else {
      throw failure(.content, "the baseline lacks the key \"\(missing[0])\"; \(remedy)", at: start)
    }
    return result
  }

  private var remedy: String { "save it anew with `headgate baseline save`" }

  /// A baseline says first what it is, so that nothing of another format is read as one.
  private func checkHead(
    _ key: String, missing: [String], at start: Int
  ) throws(ResultJSONError) {
    guard let first = missing.first, first == "schemaVersion" || first == "kind", key != first
    else { return }
    throw failure(
      .content,
      "no \"\(first)\" before \"\(key)\": this is no baseline; results of `headgate run --json` "
        + "become one by `headgate baseline save NAME FILE`",
      at: start)
  }

  private mutating func checkBaselineVersion() throws(ResultJSONError) {
    let start = start()
    let version = try integer(Int.self)
    let own = BaselineJSON.schemaVersion
    guard version == own else {
      let remedy = version > own ? "read it with the newer headgate that wrote it" : remedy
      throw failure(
        .version,
        "a baseline of format \(version), but this headgate reads format \(own); \(remedy)",
        at: start)
    }
  }

  private mutating func checkKind() throws(ResultJSONError) {
    let start = start()
    let kind = try string()
    guard kind == "baseline" else {
      throw failure(.content, "this is a \"\(kind)\", no baseline", at: start)
    }
  }

  private mutating func checkChecksum(upTo end: Int) throws(ResultJSONError) {
    let start = start()
    let noted = try string()
    guard noted == BaselineChecksum.text(of: bytes[..<end]) else {
      throw failure(
        .content,
        "the checksum does not fit: the file was damaged, edited or merged; restore it from git, or "
          + remedy,
        at: start)
    }
  }

  private mutating func baselineScenario(of result: inout RunResult) throws(ResultJSONError) {
    let start = start()
    var name: String?
    var sha256: String?
    var seed: UInt64?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": name = try string()
      case "sha256": sha256 = try string()
      case "seed": seed = try integer()
      default: try skip()
      }
    }
    let whole = "the scenario"
    result.scenarioName = try required(name, "name", of: whole, at: start)
    result.scenarioSHA256 = try required(sha256, "sha256", of: whole, at: start)
    result.seed = try required(seed, "seed", of: whole, at: start)
  }

  private mutating func baselineEnvironment() throws(ResultJSONError) -> RunEnvironment {
    var environment = RunEnvironment(
      version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0)
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "version": environment.version = try string()
      case "commit": environment.commit = try string()
      case "machine": environment.machine = try string()
      default: try skip()
      }
    }
    return environment
  }
}

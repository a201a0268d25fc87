internal import HeadgateModel

extension JSONReader {
  mutating func runResult() throws(ResultJSONError) -> RunResult {
    let start = start()
    var hasVersion = false
    var scenario: ScenarioPart?
    var variants: [VariantResult]?
    var thresholds: [ThresholdResult]?
    var verdict: Verdict?
    var environment = EnvironmentPart()
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "schemaVersion":
        try checkVersion()
        hasVersion = true
      case "scenario": scenario = try scenarioPart()
      case "variants":
        variants = try array { reader throws(ResultJSONError) in try reader.variant() }
      case "thresholds":
        thresholds = try array { reader throws(ResultJSONError) in try reader.threshold() }
      case "verdict": verdict = try word()
      case "environment": environment = try environmentPart()
      default: try skip()
      }
    }
    let whole = "the result"
    guard hasVersion else {
      throw failure(
        .content, "no \"schemaVersion\" here: this is no result written by headgate", at: start)
    }
    let part = try required(scenario, "scenario", of: whole, at: start)
    return RunResult(
      scenarioName: part.name, scenarioSHA256: part.sha256, scenarioText: part.text,
      scenarioPath: environment.scenarioPath, seed: part.seed,
      variants: try adding(
        environment.overhead, to: try required(variants, "variants", of: whole, at: start),
        at: start),
      thresholds: try locate(
        try required(thresholds, "thresholds", of: whole, at: start), environment, at: start),
      verdict: try required(verdict, "verdict", of: whole, at: start),
      environment: environment.environment)
  }

  private mutating func checkVersion() throws(ResultJSONError) {
    let start = start()
    let version = try integer(Int.self)
    guard version == RunResult.schemaVersion else {
      let remedy =
        version > RunResult.schemaVersion
        ? "read it with the newer headgate that wrote it" : "write it anew with `headgate run`"
      throw failure(
        .version,
        "a result of format \(version), but this headgate reads format "
          + "\(RunResult.schemaVersion); \(remedy)",
        at: start)
    }
  }

  private func locate(
    _ thresholds: [ThresholdResult], _ environment: EnvironmentPart, at start: Int
  ) throws(ResultJSONError) -> [ThresholdResult] {
    let files =
      environment.thresholdFiles
      ?? Array(repeating: environment.scenarioPath, count: thresholds.count)
    guard files.count == thresholds.count else {
      throw failure(
        .content, "\(files.count) \"thresholdFiles\" for \(thresholds.count) thresholds", at: start)
    }
    return zip(thresholds, files).map { threshold, file in
      var threshold = threshold
      threshold.threshold.location.file = file
      return threshold
    }
  }

  private func adding(
    _ overhead: [OverheadPart], to variants: [VariantResult], at start: Int
  ) throws(ResultJSONError) -> [VariantResult] {
    var variants = variants
    for part in overhead {
      guard variants.indices.contains(part.variant),
        variants[part.variant].replications.indices.contains(part.replication)
      else {
        throw failure(
          .content,
          "\"overhead\" of replication \(part.replication) of variant \(part.variant), which is not "
            + "there",
          at: start)
      }
      variants[part.variant].replications[part.replication].overhead = part.stages
    }
    return variants
  }

  // MARK: Scenario and environment

  private struct ScenarioPart {
    var name: String
    var sha256: String
    var seed: UInt64
    var text: String
  }

  private struct EnvironmentPart {
    var environment = RunEnvironment(
      version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0)
    var scenarioPath = ""
    var thresholdFiles: [String]?
    var overhead: [OverheadPart] = []
  }

  private mutating func scenarioPart() throws(ResultJSONError) -> ScenarioPart {
    let start = start()
    var name: String?
    var sha256: String?
    var seed: UInt64?
    var text = ""
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": name = try string()
      case "sha256": sha256 = try string()
      case "seed": seed = try integer()
      case "text": text = try string()
      default: try skip()
      }
    }
    let whole = "the scenario"
    return ScenarioPart(
      name: try required(name, "name", of: whole, at: start),
      sha256: try required(sha256, "sha256", of: whole, at: start),
      seed: try required(seed, "seed", of: whole, at: start), text: text)
  }

  private mutating func environmentPart() throws(ResultJSONError) -> EnvironmentPart {
    var part = EnvironmentPart()
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "version": part.environment.version = try string()
      case "commit": part.environment.commit = try string()
      case "host": part.environment.host = try string()
      case "machine": part.environment.machine = try string()
      case "startedAt": part.environment.startedAt = try string()
      case "wallSeconds": part.environment.wallSeconds = try number()
      case "scenarioPath": part.scenarioPath = try string()
      case "thresholdFiles":
        part.thresholdFiles = try array { reader throws(ResultJSONError) in try reader.string() }
      case "overhead":
        part.overhead = try array { reader throws(ResultJSONError) in try reader.overheadPart() }
      default: try skip()
      }
    }
    return part
  }
}

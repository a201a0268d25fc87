internal import HeadgateModel

/// What the `runs` table says of a run, whether it gave a result or failed.
struct RunRow {
  var scenarioName: String
  var scenarioPath: String
  var scenarioText: String
  var scenarioSHA256: String
  var seed: UInt64
  var modes: [RunMode]
  var variantCount: Int
  var replicationCount: Int
  /// One of `verdict` and `error` is `nil`.
  var verdict: Verdict?
  var error: String?
  var environment: RunEnvironment
}

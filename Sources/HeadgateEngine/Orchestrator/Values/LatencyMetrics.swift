/// How long completed jobs took from submission to their end, in milliseconds, since the orchestrator
/// was started; to about a thousandth of the value. Over a durable queue it runs from when this process
/// took a job up.
public struct LatencyMetrics: Sendable, Equatable, Codable {
  public var mean: Double
  public var p50: Double
  public var p90: Double
  public var p95: Double
  public var p99: Double
  public var max: Double
}

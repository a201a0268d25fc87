/// How far a prediction and measured runs agree job by job. Shares are from 0 to 1.
public struct JobAgreement: Sendable, Equatable {
  /// Jobs that ended in the prediction, the warm-up apart.
  public var jobs: Int
  /// Median over the measured runs of the share of jobs that end alike on both sides, of all that end
  /// on either.
  public var sameOutcome: Double
  /// Median number of jobs lost in the prediction alone, and in the measured run alone.
  public var lostInPrediction: Double
  public var lostInMeasurement: Double
  /// Median share of the jobs completed on both sides whose measured latency is within ± max(1 ms,
  /// 10 %) of the predicted.
  public var withinLatency: Double
  /// `sameOutcome` and `withinLatency` between measured runs: median over all pairs of them.
  public var sameOutcomeBetweenRuns: Double
  public var withinLatencyBetweenRuns: Double

  public init(
    jobs: Int, sameOutcome: Double, lostInPrediction: Double, lostInMeasurement: Double,
    withinLatency: Double, sameOutcomeBetweenRuns: Double, withinLatencyBetweenRuns: Double
  ) {
    self.jobs = jobs
    self.sameOutcome = sameOutcome
    self.lostInPrediction = lostInPrediction
    self.lostInMeasurement = lostInMeasurement
    self.withinLatency = withinLatency
    self.sameOutcomeBetweenRuns = sameOutcomeBetweenRuns
    self.withinLatencyBetweenRuns = withinLatencyBetweenRuns
  }
}

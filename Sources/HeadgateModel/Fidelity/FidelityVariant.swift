/// How well the simulator predicted one variant.
public struct FidelityVariant: Sendable, Equatable {
  public var name: String
  public var settings: [VariantSetting]
  /// Measured runs.
  public var runs: Int
  /// The busiest stage in the prediction, and the share of the window that its workers work.
  public var busiestStage: String
  public var utilization: Double
  /// The share of the predicted mean latency that is waiting for tokens.
  public var tokenShare: Double
  /// What the bands are multiplied by for the load; `nil` where the load is too high to judge.
  public var widening: Double?
  public var raw: FidelityComparison
  /// With the measured overhead in the simulator; `nil` where none was measured.
  public var calibrated: FidelityComparison?
  /// Median over the measured runs of each figure, stage by stage; empty where none was measured.
  public var overhead: [StageOverhead]
  /// Self-checks that did not hold, in words: the figures are not to be trusted.
  public var alarms: [String]

  public init(
    name: String, settings: [VariantSetting], runs: Int, busiestStage: String, utilization: Double,
    tokenShare: Double, widening: Double?, raw: FidelityComparison,
    calibrated: FidelityComparison?, overhead: [StageOverhead], alarms: [String]
  ) {
    self.name = name
    self.settings = settings
    self.runs = runs
    self.busiestStage = busiestStage
    self.utilization = utilization
    self.tokenShare = tokenShare
    self.widening = widening
    self.raw = raw
    self.calibrated = calibrated
    self.overhead = overhead
    self.alarms = alarms
  }

  /// The raw prediction's verdict; figures that are not to be trusted never pass.
  public var verdict: FidelityVerdict { alarms.isEmpty ? raw.verdict : .fail }

  /// Whether the prediction fails only for want of the machine's overhead: the model is right.
  public var isOverheadAlone: Bool {
    alarms.isEmpty && raw.verdict == .fail && calibrated?.verdict == .pass
  }
}

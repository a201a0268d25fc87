/// One figure as it was predicted and as it was measured, and how far the two are apart.
public struct FidelityMeasure: Sendable, Equatable {
  /// `throughput`, `loss`, `latency.p95`, `embed.wait.wasserstein`, …
  public var name: String
  /// The unit of `predicted` and `measured`.
  public var unit: MetricUnit
  /// `nil` for a distance, which has no value on either side, or where there is no sample.
  public var predicted: Double?
  /// Median over the measured runs.
  public var measured: Double?
  /// Median over the measured runs of predicted − measured, as a share of the measured; of `loss` the
  /// plain difference. `nil` for a distance.
  public var error: Double?
  /// Median over the measured runs of the magnitude of that, or of the distance.
  public var distance: Double
  /// The same between measured runs: median over all pairs of them.
  public var floor: Double
  /// The largest distance that passes; `nil` where nothing is demanded.
  public var band: Double?
  public var verdict: FidelityVerdict
  /// Why nothing is demanded, where one might expect it.
  public var note: String?

  public init(
    name: String, unit: MetricUnit, predicted: Double?, measured: Double?, error: Double?,
    distance: Double, floor: Double, band: Double?, verdict: FidelityVerdict, note: String? = nil
  ) {
    self.name = name
    self.unit = unit
    self.predicted = predicted
    self.measured = measured
    self.error = error
    self.distance = distance
    self.floor = floor
    self.band = band
    self.verdict = verdict
    self.note = note
  }
}

package import HeadgateModel

/// When a distance between prediction and measurement passes.
///
/// Whatever a machine adds to a service time, waiting multiplies by about 1/(1 − ρ), so bands that
/// hold up to ρ = 0.8 widen as 0.2/(1 − ρ); from 0.95 on they would say nothing.
package enum FidelityBand {
  static let highestUnwidened = 0.8
  static let highestJudged = 0.95
  /// A distance fails only where it is that many times what measured runs differ by.
  static let clearlyBeyondFloor = 1.5

  /// What bands are multiplied by at a load; `nil` where it is too high to judge.
  package static func widening(utilization: Double) -> Double? {
    if utilization <= highestUnwidened { return 1 }
    if utilization >= highestJudged { return nil }
    return (1 - highestUnwidened) / (1 - utilization)
  }

  /// Beyond the band and clearly beyond what measured runs differ by is a failure. Where measured runs
  /// themselves differ by more than the band, nothing passes.
  package static func verdict(
    distance: Double, floor: Double, band: Double?
  ) -> FidelityVerdict {
    guard let band else { return .unjudged }
    if distance > band, distance > clearlyBeyondFloor * floor { return .fail }
    return distance <= band && floor <= band ? .pass : .inconclusive
  }
}

extension RunResult {
  /// Whether a variant came through: it met every threshold, those of severity `warn` too, and left
  /// nothing in flight after the drain.
  ///
  /// A scenario on what a pipeline survives sets its limits for survival as warnings: what is known to
  /// tip over is then told, and fails nothing. Its errors hold what must be true of every variant.
  ///
  /// - Returns: `nil` where the variant has no thresholds, or nothing that they could be held to.
  public func survives(_ variant: VariantResult) -> Bool? {
    let own = thresholds.filter { $0.variant == variant.name && $0.mode == variant.mode }
    guard !own.isEmpty, !variant.replications.isEmpty else { return nil }
    return own.allSatisfy(\.ok) && variant.replications.allSatisfy { $0.inFlight == 0 }
  }
}

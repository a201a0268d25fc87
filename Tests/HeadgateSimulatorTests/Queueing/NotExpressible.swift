/// The exact values of the table that no scenario can be held against, each with the reason.
enum NotExpressible {
  static let reasons: [String: String] = [
    "MGinf/var_N":
      "results hold the mean and the maximum of the number in system, not its distribution",
    "MLN1_cv2_4_rho0.8/sd_wait":
      "its estimator's variance hangs on the service time's sixth moment, 3 × 10¹⁰: an interval "
      + "of 1 % takes more than 5 × 10⁹ jobs",
  ]
}

/// Values whose interval is as narrow as it must be only in the long runs.
enum Costly {
  static let ids: Set<String> = [
    "MD1_rho0.95/sojourn_p99", "MD1_rho0.95/sojourn_p999",
    "MH2_cv2_4_rho0.8/sojourn_p999", "MH2_cv2_4_rho0.9/sojourn_p99",
    "MH2_cv2_4_rho0.9/sojourn_p999", "MM1_rho0.95/sojourn_p99", "MM1_rho0.95/sojourn_p999",
    "MM1_rho0.95/wait_p99", "MM4_rho0.9/sojourn_p999",
  ]
}

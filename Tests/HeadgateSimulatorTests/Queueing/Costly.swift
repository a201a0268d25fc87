/// Values whose interval is as narrow as it must be only in the long runs.
enum Costly {
  static let ids: Set<String> = [
    "MD1K20_rho0.95/P_block", "MD1_rho0.95/sojourn_p99", "MD1_rho0.95/sojourn_p999",
    "MH2_cv2_4_rho0.8/sojourn_p999", "MH2_cv2_4_rho0.9/sojourn_p99",
    "MH2_cv2_4_rho0.9/sojourn_p999", "MLN1_cv2_4_rho0.8/sojourn_p99", "MM1_rho0.8/sojourn_p999",
    "MM1_rho0.95/sd_sojourn", "MM1_rho0.95/sojourn_p99", "MM1_rho0.95/sojourn_p999",
    "MM1_rho0.95/wait_p99", "MM2_rho0.8/sojourn_p999", "MM4_rho0.9/sojourn_p999",
    "TBpol_b20_lam0.95/P_drop", "TBshape_b5_lam0.8/mean_delay",
    "TRANS_MM1_rho0.9_n1000/wait_customer_n",
  ]
}

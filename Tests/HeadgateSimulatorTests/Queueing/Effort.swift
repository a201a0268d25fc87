import Foundation

/// How long each model is simulated: as long as its narrowest interval takes, by measurement
/// (`HEADGATE_TRUTH_TABLE=1` prints what share of the allowed width each value uses up).
///
/// In heavy traffic the far percentiles take several times as long as all the rest: a level that is
/// passed in few busy periods is known only as well as these are many. The values of `Costly` are
/// held to their interval in each run, and to its width where `HEADGATE_TRUTH=thorough` asks for
/// the long runs of their models.
struct Effort: Sendable {
  static let isThorough = ProcessInfo.processInfo.environment["HEADGATE_TRUTH"] == "thorough"

  let replications = 64
  /// Simulated seconds of one replication, warm-up and all; for starts from empty, how many of them
  /// it holds.
  var length: Double
  /// At least ten times as long as the model takes to forget its start.
  var warmup: Double { length / 20 }

  /// Whether a model is run: the thorough ones are those that have longer runs.
  static func isRun(_ model: String) -> Bool { !isThorough || thoroughLengths[model] != nil }

  static func of(_ model: String) -> Effort {
    let thorough = isThorough ? thoroughLengths[model] : nil
    guard let length = thorough ?? lengths[model] else {
      preconditionFailure("\(model) has no length: measure how long its intervals take")
    }
    return Effort(length: length)
  }

  private static let lengths: [String: Double] = [
    "CLOSED_MM1_N10_z10": 15_000, "CLOSED_MM2_N10_z5": 5_000, "DM1_rho0.8": 80_000,
    "H2M1_rho0.8": 450_000, "Jackson_T111": 95_000, "Jackson_T414": 20_000,
    "Jackson_T46": 10_000, "MD1K10_rho0.9": 350_000, "MD1K20_rho0.95": 1_000_000,
    "MD1K5_rho0.9": 35_000, "MD1_rho0.5": 90_000, "MD1_rho0.8": 350_000,
    "MD1_rho0.95": 900_000, "MD2_rho0.8": 40_000, "ME2_rho0.8": 180_000, "ME4_rho0.8": 100_000,
    "MG4K4_deterministic_a3": 5_000, "MGinf": 5_000, "MH2_cv2_4_rho0.8": 500_000,
    "MH2_cv2_4_rho0.9": 950_000, "MLN1_cv2_0.25_rho0.8": 100_000, "MLN1_cv2_1_rho0.8": 260_000,
    "MLN1_cv2_4_rho0.8": 950_000, "MM1K10_rho0.8": 220_000, "MM1K10_rho1.0": 30_000,
    "MM1K10_rho1.2": 5_000, "MM1_rho0.5": 100_000, "MM1_rho0.8": 950_000,
    "MM1_rho0.95": 1_250_000, "MM2_rho0.8": 300_000, "MM4K10_lam3.6": 12_000, "MM4K4_a3": 5_000,
    "MM4_retry0.2": 10_000, "MM4_rho0.8": 100_000, "MM4_rho0.9": 170_000,
    "MMb1_b8_lam4": 16_000, "MVA3_N1": 5_000, "MVA3_N10": 5_000, "MVA3_N5": 5_000,
    "PRIO2_MM1": 120_000, "PRIO2d_MM1": 370_000, "TBpol_b10_lam0.9": 280_000,
    "TBpol_b20_lam0.95": 1_150_000, "TBpol_b5_lam0.9": 35_000, "TBshape_b1_lam0.8": 90_000,
    "TBshape_b5_lam0.8": 900_000, "TRANS_MM1_rho0.9_n100": 1_700, "TRANS_MM1_rho0.9_n1000": 1_300,
    "TRANS_MM1_rho0.9_n25": 1_700,
  ]

  private static let thoroughLengths: [String: Double] = [
    "MD1_rho0.95": 8_000_000, "MH2_cv2_4_rho0.8": 2_300_000, "MH2_cv2_4_rho0.9": 10_000_000,
    "MM1_rho0.95": 15_000_000, "MM4_rho0.9": 850_000,
  ]
}

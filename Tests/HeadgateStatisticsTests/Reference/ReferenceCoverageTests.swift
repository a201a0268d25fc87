import Foundation
import Testing

/// That no reference answer is passed over.
@Suite struct ReferenceCoverageTests {
  /// How many answers each function has that is tested.
  private static let tested: [String: Int] = [
    "normal_quantile": 22, "normal_cdf_and_sf": 16, "student_t_quantile": 168, "student_t_sf": 11,
    "chi2_quantile": 54, "regularised_incomplete_beta": 5,
    "regularised_lower_incomplete_gamma": 5, "welch_t_test": 4, "student_t_test_pooled": 4,
    "paired_t_test": 2, "paired_log_ratio_ci": 2, "t_confidence_interval": 1,
    "mann_whitney_u": 7, "mann_whitney_null_counts": 6, "wilcoxon_signed_rank": 2,
    "wilcoxon_signed_rank_normal": 6, "two_sample_distances": 4,
    "ks_one_sample_exponential_unit": 2, "kolmogorov_sf": 8, "benjamini_hochberg": 2,
    "benjamini_yekutieli": 1, "holm": 1, "tost_welch": 2, "tost_paired": 1,
    "quantile_ci_order_statistics_equal_tailed": 30, "min_n_for_finite_upper_quantile_bound": 3,
    "sample_quantile": 6, "harrell_davis_quantile": 1, "proportion_ci95": 5,
    "sample_size_two_sample_t": 24, "sample_size_paired_t": 24,
    "minimum_detectable_effect_two_sample_t": 9, "friedman_and_conover_posthoc": 1,
    "mser5_truncation": 1, "non_overlapping_batch_means": 1, "autocorrelation": 1,
    "control_variate_regression": 1, "kn_eta_h2": 15, "kim_nelson_minimise": 1, "rinott_h": 6,
    "pareto_front_minimise": 2, "nsga2_crowding_distance": 1, "otava_change_points": 1,
    "e_divisive_qhat": 1, "hdr_histogram_layout": 1, "splitmix64": 4, "philox4x32_10": 5,
    "xoshiro256pp": 1, "xoshiro256pp_seeded_by_splitmix64": 3, "xoshiro256pp_jump": 1,
    "xoshiro256pp_long_jump": 1,
  ]

  /// Why a function is not there.
  private static let leftOut: [String: String] = [
    "cma_es_default_constants": "the tuner recommended is differential evolution",
    "hdr_coordinated_omission": "latency counts from the intended arrival: nothing to correct",
    "philox4x64_10": "the generator of 32-bit words is the one in use",
    "xoshiro256ss": "xoshiro256++ is the one in use",
    "xoshiro256ss_seeded_by_splitmix64": "xoshiro256++ is the one in use",
    "xoshiro256ss_jump": "xoshiro256++ is the one in use",
    "xoshiro256ss_long_jump": "xoshiro256++ is the one in use",
    "mrg32k3a": "streams come from keys, not from jumps",
    "mrg32k3a_next_substream_2^76": "streams come from keys, not from jumps",
    "mrg32k3a_next_stream_2^127": "streams come from keys, not from jumps",
    "mrg32k3a_jump_matrix": "streams come from keys, not from jumps",
  ]

  /// Just the name of each answer's function.
  private struct File: Decodable {
    struct Vector: Decodable { var function: String }
    var vectors: [Vector]
    var count: Int
  }

  private func file() throws -> File {
    let url = try #require(
      Bundle.module.url(
        forResource: "stats_vectors", withExtension: "json", subdirectory: "Vectors"))
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
  }

  @Test("Every function of the file is tested, or left out for a reason, with all its answers")
  func complete() throws {
    let file = try file()
    let functions = Dictionary(grouping: file.vectors, by: \.function).mapValues(\.count)
    #expect(file.vectors.count == file.count)
    #expect(Set(Self.tested.keys).isDisjoint(with: Self.leftOut.keys))
    for (function, count) in functions.sorted(by: { $0.key < $1.key }) {
      if Self.leftOut[function] != nil { continue }
      #expect(Self.tested[function] == count, "\(function) has \(count) answers")
    }
    for function in Self.tested.keys.sorted() + Self.leftOut.keys.sorted() {
      #expect(functions[function] != nil, "\(function) is no function of the file")
    }
    let met = Self.tested.values.reduce(0, +)
    let out = Self.leftOut.keys.reduce(0) { $0 + (functions[$1] ?? 0) }
    #expect(met + out == file.count)
  }

  @Test("A function that is said to be tested is asked for by a test")
  func asked() throws {
    let own = URL(fileURLWithPath: #filePath)
    let folder = own.deletingLastPathComponent().deletingLastPathComponent()
      .resolvingSymlinksInPath()
    let paths = try #require(FileManager.default.enumerator(atPath: folder.path))
    let sources = paths.compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift") && !$0.hasSuffix(own.lastPathComponent)
    }
    let text = try sources.map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }.joined()
    for function in Self.tested.keys.sorted() {
      #expect(text.contains("\"\(function)\""), "no test asks for \(function)")
    }
  }
}

import HeadgateCore

/// Which algorithm has which settings of its own: those of another one are a mistake.
struct ParameterOwners {
  /// Keys by algorithm.
  let keys: [(algorithm: String, keys: [String])]

  static let rates = ParameterOwners(
    keys: RateAlgorithm.Name.allCases.map { name in
      let keys: [String] =
        switch name {
        case .fixed: []
        case .watermark: ["high", "low", "decrease", "increase", "interval", "signal"]
        case .aimd: ["high", "decrease", "increase", "interval", "signal"]
        case .pi: ["target", "proportional", "integral", "interval"]
        case .minimumDelay: ["target", "window", "decrease", "increase", "interval"]
        case .awsAdaptive: ["scale", "beta", "smoothing", "on", "interval"]
        }
      return (name.rawValue, keys)
    })

  static let limits = ParameterOwners(
    keys: LimitAlgorithm.Name.allCases.map { name in
      let keys: [String] =
        switch name {
        case .fixed: []
        case .aimd: ["backoff", "timeout", "window"]
        case .vegas: ["smoothing", "alpha", "beta", "probe", "window"]
        case .gradient2: ["smoothing", "queueSize", "longWindow", "tolerance", "window"]
        case .failsafe: ["quantile", "baseline", "correlation", "factor", "window"]
        }
      return (name.rawValue, keys)
    })

  /// Reports each setting that belongs to other algorithms than the one in force.
  func check(_ fields: Fields, _ algorithm: String, _ problems: ProblemList) {
    let own = keys.first { $0.algorithm == algorithm }?.keys ?? []
    for entry in fields.entries where !own.contains(entry.key) {
      let owners = keys.filter { $0.keys.contains(entry.key) }.map(\.algorithm)
      guard !owners.isEmpty else { continue }
      problems.add(
        "\"\(entry.key)\" is a setting of \(list(owners)), and the algorithm is \(algorithm)",
        at: entry.keyLocation,
        hint: own.isEmpty
          ? "\(algorithm) has no settings of its own"
          : "settings of \(algorithm): " + own.joined(separator: ", "))
    }
  }

  private func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}

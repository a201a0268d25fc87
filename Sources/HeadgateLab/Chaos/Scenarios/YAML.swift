import HeadgateCore
import HeadgateModel

/// Values as a scenario file has them.
enum YAML {
  /// `{key: value, …}`; what is `nil` is left out.
  static func mapping(_ entries: [(String, String?)]) -> String {
    "{"
      + entries.compactMap { key, value in value.map { "\(key): \($0)" } }
      .joined(separator: ", ") + "}"
  }

  static func duration(_ value: Nanoseconds) -> String { Measure.duration.written(Double(value)) }

  static func rate(_ value: Double) -> String { Measure.rate.written(value) }

  static func share(_ value: Double) -> String { number((value * 1e6).rounded() / 1e4) + "%" }

  static func bound(_ value: Int?) -> String { value.map { "\($0)" } ?? "unlimited" }

  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  static func distribution(_ distribution: Distribution, _ measure: Measure) -> String {
    if case .constant(let value) = distribution { return measure.written(value) }
    return mapping(entries(distribution, measure))
  }

  private static func entries(
    _ distribution: Distribution, _ measure: Measure
  ) -> [(String, String?)] {
    func of(_ word: String, _ parameters: [(String, String?)]) -> [(String, String?)] {
      [(word, mapping(parameters))]
    }
    func mean(_ value: Double) -> (String, String?) { ("mean", measure.written(value)) }
    switch distribution {
    case .constant(let value): return [("constant", measure.written(value))]
    case .exponential(let value): return of("exponential", [mean(value)])
    case .uniform(let min, let max):
      return of("uniform", [("min", measure.written(min)), ("max", measure.written(max))])
    case .lognormal(let mu, let sigma):
      // Back to what a file says, to the nanosecond and six digits.
      let value = DeterministicMath.exp(mu + sigma * sigma / 2).rounded()
      let cv = (DeterministicMath.exp(sigma * sigma) - 1).squareRoot()
      return of("lognormal", [mean(value), ("cv", number((cv * 1e6).rounded() / 1e6))])
    case .gamma(let value, let cv): return of("gamma", [mean(value), ("cv", number(cv))])
    case .erlang(let k, let value): return of("erlang", [("k", "\(k)"), mean(value)])
    case .weibull(let shape, let value):
      return of("weibull", [("shape", number(shape)), mean(value)])
    case .pareto(let min, let alpha):
      return of("pareto", [("min", measure.written(min)), ("alpha", number(alpha))])
    case .hyperexponential(let value, let cv):
      return of("hyperexponential", [mean(value), ("cv", number(cv))])
    case .mixture(let parts):
      let items = parts.map {
        mapping([("weight", number($0.weight))] + entries($0.distribution, measure))
      }
      return [("mixture", "[" + items.joined(separator: ", ") + "]")]
    case .empirical: preconditionFailure("recorded samples stand in files of their own")
    case .capped(let inner, let max):
      return entries(inner, measure) + [("max", measure.written(max))]
    }
  }
}

/// The family that tells a sample best for its number of parameters.
public struct FamilyChoice: Sendable {
  /// A family that was tried.
  public struct Candidate: Sendable, Equatable {
    public var family: FittedFamily
    /// −2 ln L + 2 p, and −2 ln L + p ln n.
    public var aic: Double
    public var bic: Double
  }

  public let family: FittedFamily
  /// Those that were tried, best first; empty of a constant.
  public let candidates: [Candidate]
  public let fit: GoodnessOfFit?
  /// Whether no family comes near: recorded values should be drawn instead.
  public let isPoor: Bool

  /// Below this coefficient of variation a value counts as constant.
  public static let constantVariation = 0.01
  /// Within this many units of BIC two families are not told apart (Kass and Raftery, 1995), and the
  /// one that comes first here is taken.
  public static let indistinct = 2.0
  /// A mixture must be better by this much, which is very strong evidence there.
  public static let mixtureEvidence = 10.0
  /// The largest D that counts as near, as in the bands of fidelity.
  public static let nearest = 0.05

  private static let mostValues = 20_000

  /// - Parameter seed: of the bootstrap behind the fit's p values.
  public init(_ sample: ItemSample, seed: UInt64) {
    let sample = sample.thinned(to: Self.mostValues)
    guard sample.cv > Self.constantVariation, sample.sums.count >= 10 else {
      (family, candidates, fit, isPoor) = (.constant(sample.mean), [], nil, false)
      return
    }
    let logCount = SpecialFunctions.log(Double(sample.sums.count))
    let tried = MaximumLikelihood.candidates(sample).map { family in
      let twice = -2 * MaximumLikelihood.logLikelihood(family, sample)
      let parameters = Double(family.parameters)
      return Candidate(
        family: family, aic: twice + 2 * parameters, bic: twice + parameters * logCount)
    }
    let best = Self.choose(tried)
    let fit = GoodnessOfFit(best.family, sample, seed: seed)
    family = best.family
    candidates = tried.sorted { $0.bic < $1.bic }
    self.fit = fit
    isPoor =
      fit.kolmogorovSmirnov > Self.nearest && (fit.kolmogorovSmirnovPValue ?? 1) < 0.01
  }

  /// The least BIC of any family: what a sample can be told apart by before a family is chosen.
  public static func leastBIC(_ sample: ItemSample) -> Double? {
    let sample = sample.thinned(to: mostValues)
    guard sample.cv > constantVariation, sample.sums.count >= 10 else { return nil }
    let logCount = SpecialFunctions.log(Double(sample.sums.count))
    return MaximumLikelihood.candidates(sample).map {
      -2 * MaximumLikelihood.logLikelihood($0, sample) + Double($0.parameters) * logCount
    }.min()
  }

  /// In the order of simplicity.
  private static func choose(_ tried: [Candidate]) -> Candidate {
    func demand(_ candidate: Candidate) -> Double {
      if case .mixture = candidate.family { candidate.bic + mixtureEvidence } else { candidate.bic }
    }
    let least = tried.map(demand).min() ?? 0
    return tried.first { demand($0) <= least + indistinct } ?? tried[0]
  }
}

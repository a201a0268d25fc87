import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// A stage's service model from its batches' durations (rule S3).
struct ServiceFit {
  private(set) var service = ServiceSettings()
  private(set) var fit: StageCalibration.Fit?
  let rSquared: Double
  private(set) var notes: [String] = []

  /// Batches of one item that suffice to see its distribution without the sums.
  static let enoughSingles = 100
  /// Evidence in BIC without which no base is taken out of single items.
  private static let shiftEvidence = 10.0
  private static let seed: UInt64 = 0xCA11_B8A7

  /// - Parameter observations: Seconds and KiB; at least one.
  init(_ observations: [ServiceObservation]) {
    let regression = ServiceRegression(observations)
    rSquared = regression.rSquared
    // No item takes less than no time.
    let bound = observations.reduce(Double.infinity) {
      min($0, $1.duration - regression.perSize * ($1.size ?? 0))
    }
    var base = max(0, min(regression.base, bound))
    let rest = observations.map { $0.duration - base - regression.perSize * ($0.size ?? 0) }
    var sample = ItemSample(sums: rest, counts: observations.map(\.items))
    if !regression.tellsBase, sample.isSingle, let shift = Self.shift(sample) {
      base = shift
      sample = ItemSample(sums: rest.map { $0 - shift }, counts: sample.counts)
    }
    if !regression.tellsBase, !sample.isSingle {
      notes.append(
        "all batches are of one size: what is a batch's own cannot be told from its items'")
    }
    choose(sample)
    service.base = .constant(Rounding.digits(base * 1e9))
    service.perKiB = .constant(Rounding.digits(regression.perSize * 1e9))
  }

  private mutating func choose(_ sample: ItemSample) {
    guard sample.mean * 1e9 >= 0.5 else { return }
    let singles = zip(sample.sums, sample.counts).filter { $0.1 == 1 }.map(\.0)
    let isSeen = singles.count >= Self.enoughSingles || sample.isSingle
    let seen =
      isSeen ? ItemSample(sums: singles, counts: singles.map { _ in 1 }) : sample
    let choice = FamilyChoice(seen, seed: Self.seed)
    // All batches tell the mean, also where single ones show the shape.
    service.perItem = choice.family.scaled(toMean: sample.mean).distribution(scale: 1e9)
    if choice.isPoor {
      notes.append(
        isSeen
          ? "no family comes near: recorded values are drawn"
          : "no family comes near, and single items cannot be seen")
      if isSeen {
        service.perItem = .empirical(
          EmpiricalValues.taken(singles, mean: sample.mean, scale: 1e9))
      }
    }
    guard let found = choice.fit else { return }
    let least = choice.candidates.first?.bic ?? 0
    fit = StageCalibration.Fit(
      family: choice.family.name, count: seen.sums.count, tested: found.tested, isOfSums: !isSeen,
      distance: found.kolmogorovSmirnov, distancePValue: found.kolmogorovSmirnovPValue ?? 1,
      weighted: found.andersonDarling, weightedPValue: found.andersonDarlingPValue ?? 1,
      families: choice.candidates.map {
        StageCalibration.Family(name: $0.family.name, behind: $0.bic - least)
      })
  }

  /// A base under single items: the smallest, less what the smallest of so many exceeds it by, where
  /// that makes them far easier to tell.
  private static func shift(_ sample: ItemSample) -> Double? {
    guard sample.sums.count >= enoughSingles, let least = sample.sums.min(),
      let plain = FamilyChoice.leastBIC(sample)
    else { return nil }
    let shift = least - (sample.mean - least) / Double(sample.sums.count)
    guard shift > 0.02 * sample.mean else { return nil }
    let shifted = ItemSample(sums: sample.sums.map { $0 - shift }, counts: sample.counts)
    guard let bic = FamilyChoice.leastBIC(shifted) else { return nil }
    let price = SpecialFunctions.log(Double(sample.sums.count))
    return bic + price + shiftEvidence < plain ? shift : nil
  }
}

/// Recorded values that stand for all of them.
enum EmpiricalValues {
  private static let most = 2_000

  /// Ascending whole numbers, evenly taken, with a mean where one is given.
  static func taken(_ values: [Double], mean: Double? = nil, scale: Double) -> [Double] {
    let sorted = values.sorted()
    let count = min(sorted.count, most)
    let taken = (0..<count).map { sorted[($0 * 2 + 1) * sorted.count / (2 * count)] }
    let factor = mean.map { $0 / SampleMoments(taken).mean } ?? 1
    return taken.map { ($0 * factor * scale).rounded() }
  }
}

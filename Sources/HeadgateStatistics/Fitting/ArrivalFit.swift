/// Arrivals of an open source as a process with a rate that is constant by stretches.
public struct ArrivalFit: Sendable, Equatable {
  public enum Process: Sendable, Equatable {
    case constant
    case poisson
    /// Independent gaps of a gamma distribution.
    case gamma(cv: Double)
  }

  /// A stretch of constant rate.
  public struct Stretch: Sendable, Equatable {
    public var duration: Double
    public var rate: Double

    public init(duration: Double, rate: Double) {
      self.duration = duration
      self.rate = rate
    }
  }

  public let process: Process
  public let stretches: [Stretch]
  /// Of the gaps, each over the mean gap of its stretch.
  public let cv: Double
  /// P of gaps so far from exponential, of the likelihood ratio of gamma against exponential.
  public let poissonPValue: Double
  /// The share of arrivals that come at the moment of the one before.
  public let ties: Double

  /// Gaps of less variation count as equal.
  static let constantVariation = 0.05
  /// Coefficients of variation so near 1 are taken for Poisson's whatever the sample's size.
  static let poissonTolerance = 0.05

  /// - Parameters:
  ///   - times: Ascending, from 0 up to the sum of the durations, at least two.
  ///   - durations: Of stretches that are known; `nil` finds them.
  public init(_ times: [Double], end: Double, durations: [Double]? = nil) {
    precondition(times.count >= 2 && end > 0, "a rate needs arrivals over some time")
    let stretches =
      durations.map { Self.rates(times, $0) } ?? RateSegments.of(times, end: end)
    self.stretches = stretches
    ties =
      Double(zip(times, times.dropFirst()).count { $0 == $1 }) / Double(times.count)
    let gaps = Self.gaps(times, stretches)
    let sample = FittingSample(gaps.isEmpty ? [1] : gaps)
    cv = sample.cv
    let exponential = MaximumLikelihood.logLikelihood(
      .exponential(mean: sample.moments.mean), sample)
    let gamma = MaximumLikelihood.gamma(sample)
    let ratio = gamma.map { 2 * (MaximumLikelihood.logLikelihood($0, sample) - exponential) } ?? 0
    poissonPValue = ratio > 0 ? ChiSquare.upperTail(ratio, degreesOfFreedom: 1) : 1
    if cv < Self.constantVariation {
      process = .constant
    } else if poissonPValue > 0.01 || (cv - 1).magnitude < Self.poissonTolerance {
      process = .poisson
    } else {
      process = .gamma(cv: cv)
    }
  }

  private static func rates(_ times: [Double], _ durations: [Double]) -> [Stretch] {
    var (start, place) = (0.0, 0)
    return durations.enumerated().map { index, duration in
      let isLast = index == durations.count - 1
      var count = 0
      while place < times.count, isLast || times[place] < start + duration {
        place += 1
        count += 1
      }
      start += duration
      return Stretch(duration: duration, rate: duration > 0 ? Double(count) / duration : 0)
    }
  }

  /// In expected arrivals; gaps of ties are as good as none, and gaps across an end of a stretch are
  /// counted by what lies on either side.
  private static func gaps(_ times: [Double], _ stretches: [Stretch]) -> [Double] {
    var ends: [(end: Double, before: Double, rate: Double)] = []
    var (start, expected) = (0.0, 0.0)
    for stretch in stretches {
      ends.append((start + stretch.duration, expected - stretch.rate * start, stretch.rate))
      start += stretch.duration
      expected += stretch.rate * stretch.duration
    }
    var place = 0
    let positions = times.map { time -> Double in
      while place < ends.count - 1, time >= ends[place].end { place += 1 }
      return ends[place].before + ends[place].rate * time
    }
    return zip(positions, positions.dropFirst()).map { max($1 - $0, 1e-9) }
  }
}

/// Stretches of constant rate in a stream of arrivals.
enum RateSegments {
  private static let bins = 60

  /// Bins of equal length joined so that Poisson's likelihood less BIC's price is greatest, by dynamic
  /// programming (Jackson and others, 2005); a stretch more costs two parameters. Where arrivals are
  /// more uneven than Poisson's the likelihood counts for so much less (Wedderburn, 1974), or each
  /// cluster would be a stretch.
  static func of(_ times: [Double], end: Double) -> [ArrivalFit.Stretch] {
    let count = min(bins, max(1, times.count / 10))
    let width = end / Double(count)
    var sums = [0.0]
    var place = 0
    for bin in 0..<count {
      let edge = bin == count - 1 ? .infinity : Double(bin + 1) * width
      var here = 0
      while place < times.count, times[place] < edge {
        place += 1
        here += 1
      }
      sums.append(sums[bin] + Double(here))
    }
    func gain(_ from: Int, _ to: Int) -> Double {
      let arrivals = sums[to] - sums[from]
      guard arrivals > 0 else { return 0 }
      return arrivals * SpecialFunctions.log(arrivals / (Double(to - from) * width))
    }
    let price = SpecialFunctions.log(Double(times.count)) * max(1, dispersion(times))
    var best: [(gain: Double, from: Int)] = [(0, 0)]
    for to in 1...count {
      var chosen = (gain: -Double.infinity, from: 0)
      for from in 0..<to {
        let total = best[from].gain + gain(from, to) - (from > 0 ? price : 0)
        if total > chosen.gain { chosen = (total, from) }
      }
      best.append(chosen)
    }
    var edges = [count]
    while let last = edges.last, last > 0 { edges.append(best[last].from) }
    let ascending = Array(edges.reversed())
    return zip(ascending, ascending.dropFirst()).map { from, to in
      let duration = Double(to - from) * width
      return ArrivalFit.Stretch(duration: duration, rate: (sums[to] - sums[from]) / duration)
    }
  }

  /// The squared coefficient of variation that gaps of a gamma distribution have whose neighbours
  /// differ so much: of those (a − b)²/(a + b)² is 1/(2k + 1) on average, whatever the rate does
  /// meanwhile (the local variation of Shinomoto, Shima and Tanji, 2003).
  private static func dispersion(_ times: [Double]) -> Double {
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
    var (sum, count) = (0.0, 0)
    for (a, b) in zip(gaps, gaps.dropFirst()) where a + b > 0 {
      sum += (a - b) * (a - b) / ((a + b) * (a + b))
      count += 1
    }
    guard count > 0 else { return 1 }
    let local = sum / Double(count)
    // 2k = 1/local − 1; where neighbours have nothing in common there is no bound.
    return local < 0.99 ? 2 * local / (1 - local) : 200
  }
}

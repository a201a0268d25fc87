/// failsafe-go's adaptive limiter (failsafe-go/adaptivelimiter).
///
///     a window ends with the first sample after its time and at least `samples` of them; then
///     recent   = EMA over 5 (median of 5 (p90 of the window))
///     baseline = EMA over `baseline` (recent)
///     queue    = ⌈limit × (1 − baseline ÷ recent)⌉;   throughput = in flight ÷ recent
///     l = 1 below 100, 2 below 1000, else ⌊log₁₀ limit⌋;   full: as many in the stages as allowed
///     decrease by l:  queue > 6 l;
///                     full and corr(in flight, throughput) < 0;
///                     full and that < 0.3, and corr(in flight, recent) > 0.5;
///                     full and CV(throughput) < 0.2, and corr(in flight, recent) > 0.5
///     increase by l:  else, queue < 3 l
///     hold:           else
///     a limit over `factor` × in flight is decreased by l instead
///
/// In flight is the greatest number that a sample of the window saw. Correlations go over the last 50
/// windows; they are 0 before 10 of them, or where a figure varies by less than 1 %. Where failsafe-go
/// keeps a t-digest, the quantile here is the exact one (nearest rank) of the last 1,000 samples of the
/// window. Drops are left out, as there; a complaint, one of a job dispatched after the last that
/// counted, takes l off.
///
/// Regimes: one step a window, so slow and steady. Weakness: 20 to 200 takes three minutes and more;
/// the baseline is an average of what was, so that overload that sets in slowly is taken for normal
/// until a correlation shows it; needs `samples` passages a window.
public struct FailsafeLimitSettings: Sendable, Equatable {
  /// The least and the greatest length of a window: twice its least round trip, between these.
  public var length: Nanoseconds
  public var longest: Nanoseconds
  /// Samples without which a window does not end.
  public var samples: Int
  /// The quantile of the window that is its round trip.
  public var quantile: Double
  /// Windows over which the baseline goes.
  public var baseline: Double
  /// Windows that correlations go over.
  public var correlation: Int
  /// The most that the limit may exceed the jobs in flight.
  public var factor: Double

  public init(
    length: Nanoseconds = .second, longest: Nanoseconds = 30 * .second, samples: Int = 50,
    quantile: Double = 0.9, baseline: Double = 10, correlation: Int = 50, factor: Double = 5
  ) {
    self.length = length
    self.longest = longest
    self.samples = samples
    self.quantile = quantile
    self.baseline = baseline
    self.correlation = correlation
    self.factor = factor
  }
}

/// The window that is open, and what has been made of those before.
struct FailsafeLimit: Sendable, Equatable {
  /// The most samples of a window that its quantile is of.
  static let mostSamples = 1_000
  static let smoothed = 5

  let settings: FailsafeLimitSettings
  private var trips: [Nanoseconds] = []
  private var nextTrip = 0
  private var count = 0
  private var shortest = Nanoseconds.never
  private var inFlight = 0
  private var ends: Nanoseconds = 0
  private var median = MedianFilter(size: FailsafeLimit.smoothed)
  private var recent = SlowAverage(window: Double(FailsafeLimit.smoothed))
  private var baseline: SlowAverage
  private var throughputs: CorrelationWindow
  private var roundTrips: CorrelationWindow
  private var complaints = ComplaintFilter()

  init(_ settings: FailsafeLimitSettings) {
    self.settings = settings
    trips.reserveCapacity(Self.mostSamples)
    baseline = SlowAverage(window: settings.baseline)
    throughputs = CorrelationWindow(size: settings.correlation)
    roundTrips = CorrelationWindow(size: settings.correlation)
  }

  /// The limit after one sample, not clamped; the reason where it moves.
  ///
  /// - Parameter isFull: Whether as many jobs are in the stages as allowed, the sample's with them.
  mutating func next(
    _ limit: Double, _ sample: LimitSample, isFull: Bool
  ) -> (limit: Double, reason: LimitReason)? {
    if sample.outcome == .throttled {
      return complaints.counts(sample) ? (limit - step(limit), .complaint) : nil
    }
    if let roundTrip = sample.roundTrip { add(roundTrip, sample.inFlight) }
    guard sample.ended > ends, count >= max(1, settings.samples) else { return nil }
    let trip = recent.add(median.add(Double(quantile)))
    let most = Double(inFlight)
    let span = shortest > .never / 2 ? .never / 2 : shortest * 2
    ends = sample.ended &+ min(max(span, settings.length), settings.longest)
    trips.removeAll(keepingCapacity: true)
    (nextTrip, count, shortest, inFlight) = (0, 0, .never, 0)
    return next(limit, trip: trip, inFlight: most, isFull: isFull)
  }

  private mutating func add(_ roundTrip: Nanoseconds, _ inFlight: Int) {
    if trips.count < Self.mostSamples {
      trips.append(roundTrip)
    } else {
      trips[nextTrip] = roundTrip
      nextTrip = (nextTrip + 1) % Self.mostSamples
    }
    count += 1
    shortest = min(shortest, roundTrip)
    self.inFlight = max(self.inFlight, inFlight)
  }

  private var quantile: Nanoseconds {
    let rank = Int((settings.quantile * Double(trips.count)).rounded(.up))
    return trips.sorted()[min(max(rank, 1), trips.count) - 1]
  }

  private mutating func next(
    _ limit: Double, trip: Double, inFlight: Double, isFull: Bool
  ) -> (limit: Double, reason: LimitReason)? {
    let queue = (limit * (1 - baseline.add(trip) / trip)).rounded(.up)
    throughputs.add(inFlight, inFlight / (trip / 1e9))
    roundTrips.add(inFlight, trip)
    let step = step(limit)
    var next = limit
    var reason = LimitReason.queue(Int(queue))
    if queue > 6 * step {
      next -= step
    } else if isFull && isSaturated {
      next -= step
      reason = .correlation
    } else if queue < 3 * step {
      next += step
    }
    if next > inFlight * settings.factor { (next, reason) = (limit - step, .unused) }
    return next == limit ? nil : (next, reason)
  }

  /// More in the stages brings no more throughput, or only longer round trips.
  private var isSaturated: Bool {
    let (throughput, variation) = throughputs.correlation
    let roundTrip = roundTrips.correlation.coefficient
    return throughput < 0 || (roundTrip > 0.5 && (throughput < 0.3 || variation < 0.2))
  }

  private func step(_ limit: Double) -> Double {
    limit < 100 ? 1 : limit < 1000 ? 2 : Double(decimalDigits(below: limit))
  }
}

/// The middle one of the last values; of fewer the latest (failsafe-go's MedianFilter).
struct MedianFilter: Sendable, Equatable {
  private let size: Int
  private var values: [Double] = []
  private var next = 0

  init(size: Int) { self.size = size }

  mutating func add(_ value: Double) -> Double {
    if values.count < size {
      values.append(value)
    } else {
      values[next] = value
      next = (next + 1) % size
    }
    return values.count < size ? value : values.sorted()[size / 2]
  }
}

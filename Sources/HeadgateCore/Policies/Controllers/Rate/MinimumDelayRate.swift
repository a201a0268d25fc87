/// A rate by the least queueing delay over a window: CoDel's idea (Nichols and Jacobson, RFC 8289;
/// recommended as the signal of overload by Bronson et al., HotOS 2021, section 3).
///
///     least delay > target for a whole window  →  standing queue: multiplier × decrease,
///                                                 again after window ÷ √(cuts so far), so sooner
///                                                 and sooner
///     else                                     →  multiplier + increase
///
/// The delay is the wait for a worker in the stage buffers: each interval's least one, of the stage
/// where it is longest. A burst that drains within the window leaves a low minimum behind and costs
/// nothing; only a queue that never empties does. As in Linux's codel, an episode that begins within
/// 16 windows of the last one takes up the pace that the last one had come to. At most one cut a look.
///
/// Regimes: no standing queue → climbs by `increase` of the base rate an interval; a standing one →
/// after one window falls, by `decrease` each window ÷ √n. Weakness: a stage with more workers than
/// work always has a least wait of 0 even if some of its jobs wait long (large batches, uneven
/// service); and the first cut comes a window late. A complaint is a cut.
public struct MinimumDelaySettings: Sendable, Equatable {
  /// The least delay above which a queue stands.
  public var target: Nanoseconds
  /// For how long it must.
  public var window: Nanoseconds
  /// What a cut multiplies the multiplier by.
  public var decrease: Double
  /// What is added to the multiplier an interval without a standing queue: a share of the base rate.
  public var increase: Double

  public init(
    target: Nanoseconds = 100 * .millisecond, window: Nanoseconds = 2 * .second,
    decrease: Double = 0.7, increase: Double = 0.05
  ) {
    self.target = target
    self.window = window
    self.decrease = decrease
    self.increase = increase
  }
}

/// Where it stands: since when the delay has been above the target, and how many cuts that has cost.
struct MinimumDelayRate: Sendable, Equatable {
  /// Within so many windows an episode goes on where the last one ended.
  private static let memory = 16.0

  let settings: MinimumDelaySettings
  /// The last look at which no more than the target was waited.
  private var lastBelow: Nanoseconds = 0
  private var isCutting = false
  private var cuts = 0
  /// Cuts at the start of the present, or last, episode.
  private var cutsBefore = 0
  private var nextCut: Nanoseconds = 0

  init(_ settings: MinimumDelaySettings) { self.settings = settings }

  /// The multiplier after one look, not clamped.
  mutating func next(
    _ multiplier: Double, leastDelay: Nanoseconds, hasComplaint: Bool, at now: Nanoseconds
  ) -> Double {
    if leastDelay <= settings.target { lastBelow = now }
    guard now &- lastBelow >= settings.window else {
      isCutting = false
      return hasComplaint ? multiplier : multiplier + settings.increase
    }
    if isCutting, now < nextCut { return multiplier }
    return cut(multiplier, at: now)
  }

  /// One cut, and when the next one is due.
  mutating func cut(_ multiplier: Double, at now: Nanoseconds) -> Double {
    if isCutting {
      cuts += 1
    } else {
      let further = cuts - cutsBefore
      let isRecent = Double(now &- nextCut) < Self.memory * Double(settings.window)
      cuts = further > 1 && isRecent ? further : 1
      cutsBefore = cuts
      isCutting = true
    }
    nextCut = now &+ Nanoseconds(Double(settings.window) / Double(cuts).squareRoot())
    return multiplier * settings.decrease
  }
}

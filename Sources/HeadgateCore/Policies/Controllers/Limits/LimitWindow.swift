/// Samples gathered into windows before an algorithm sees them (Netflix concurrency-limits,
/// WindowedLimit).
///
/// A window ends with the first sample after `length`, then after twice the least round trip of the
/// window before, within [length, longest]. Where it holds at least `samples` of them they are handed
/// on as one: the mean round trip, the greatest number in flight, dropped if one was. Round trips under
/// `least` are not looked at.
///
/// What it changes: an algorithm that moves once a sample moves once a window, hundreds of times more
/// slowly, and not with single slow jobs.
public struct LimitWindowSettings: Sendable, Equatable {
  /// The least and the greatest length of a window.
  public var length: Nanoseconds
  public var longest: Nanoseconds
  /// Samples without which a window is not handed on.
  public var samples: Int
  /// Round trips shorter than this are not looked at.
  public var least: Nanoseconds

  public init(
    length: Nanoseconds = .second, longest: Nanoseconds? = nil, samples: Int = 10,
    least: Nanoseconds = 100_000
  ) {
    self.length = length
    self.longest = longest ?? length
    self.samples = samples
    self.least = least
  }
}

/// The window that is open.
package struct LimitWindow: Sendable, Equatable {
  package let settings: LimitWindowSettings
  private var ends: Nanoseconds = 0
  private var count = 0
  private var trips = 0
  private var sum: Nanoseconds = 0
  private var shortest = Nanoseconds.never
  private var inFlight = 0
  private var began: Nanoseconds = 0
  private var outcome = LimitSample.Outcome.completed

  package init(_ settings: LimitWindowSettings) { self.settings = settings }

  /// Takes a sample in; the window's own where it ends a window that is to be handed on.
  package mutating func add(_ sample: LimitSample) -> LimitSample? {
    if let roundTrip = sample.roundTrip, roundTrip < settings.least { return nil }
    count += 1
    inFlight = max(inFlight, sample.inFlight)
    began = max(began, sample.began)
    if let roundTrip = sample.roundTrip {
      trips += 1
      sum &+= roundTrip
      shortest = min(shortest, roundTrip)
    }
    if outcome == .completed || sample.outcome == .throttled { outcome = sample.outcome }
    guard sample.ended > ends else { return nil }
    let whole =
      count >= settings.samples
      ? LimitSample(
        outcome, roundTrip: trips > 0 ? sum / Nanoseconds(trips) : nil, inFlight: inFlight,
        began: began, ended: sample.ended) : nil
    let next = min(max(doubled(shortest), settings.length), settings.longest)
    self = LimitWindow(settings)
    ends = sample.ended &+ next
    return whole
  }

  private func doubled(_ span: Nanoseconds) -> Nanoseconds {
    span > .never / 2 ? .never / 2 : span * 2
  }
}

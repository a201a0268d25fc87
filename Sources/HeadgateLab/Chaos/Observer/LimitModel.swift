import HeadgateCore

/// The limit on jobs in the stages as rules L1 to L3 describe it. Of the algorithms it follows the two
/// that can be followed without a second copy of them; of the others it knows the bounds.
struct LimitModel {
  private let settings: LimiterSettings
  private(set) var limit: Int
  /// Jobs in the stages.
  private(set) var count = 0

  init(_ settings: LimiterSettings) {
    self.settings = settings
    limit = settings.initial
  }

  var hasRoom: Bool { count < limit }

  mutating func enter() { count += 1 }

  mutating func leave() { count -= 1 }

  func allows(_ limit: Int) -> Bool { limit >= settings.min && limit <= settings.max }

  /// What the limit is after a passage; `nil` where the model does not say.
  func after(_ result: TraceKind, roundTrip: Nanoseconds?, inFlight: Int) -> Int? {
    switch settings.algorithm {
    case .fixed: return limit
    case .aimd(let aimd) where settings.window == nil:
      if result == .failedPermanent { return limit }
      let isDropped = result != .succeeded || roundTrip ?? 0 > aimd.timeout
      let next =
        isDropped
        ? Int(Double(limit) * aimd.backoff) : inFlight * 2 >= limit ? limit + 1 : limit
      return min(max(next, settings.min), settings.max)
    case .aimd, .vegas, .gradient2, .failsafe: return nil
    }
  }

  mutating func set(_ limit: Int) { self.limit = limit }
}

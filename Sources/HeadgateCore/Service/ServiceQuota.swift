/// The quota of the service behind a stage as a run goes on (rule S8), in the bucket's exact arithmetic
/// (rule C1).
struct ServiceQuota {
  private struct Change {
    var moment: Nanoseconds
    var rate: Double
  }

  let refusal: Nanoseconds
  private let countsRefused: Bool
  private var bucket: TokenBucket
  /// Rates that faults bring about, by their moments.
  private let changes: [Change]
  private var nextChange = 0
  private var nextMoment: Nanoseconds

  /// - Parameter faults: Of the stage.
  init(_ settings: QuotaSettings, faults: [FaultSettings]) {
    refusal = settings.refusal
    countsRefused = settings.countsRefused
    bucket = TokenBucket(rate: settings.rate, burst: settings.burst, cost: 0)
    changes = Self.changes(settings.rate, faults)
    nextMoment = changes.first?.moment ?? .never
  }

  private static func changes(_ rate: Double, _ faults: [FaultSettings]) -> [Change] {
    var moments = Set<Nanoseconds>()
    for fault in faults where fault.quotaShare != nil { moments.formUnion([fault.at, fault.end]) }
    return moments.sorted().map { moment in
      var changed = rate
      for fault in faults where fault.isInForce(at: moment) {
        if let share = fault.quotaShare { changed *= share }
      }
      return Change(moment: moment, rate: changed)
    }
  }

  /// Whether a batch that asks for so many units is let in.
  ///
  /// - Parameter now: Never earlier than before.
  mutating func admits(_ units: Int, at now: Nanoseconds) -> Bool {
    while nextMoment <= now { change() }
    if bucket.take(tokens: Double(units), at: now) { return true }
    if countsRefused { bucket.drain(at: now) }
    return false
  }

  private mutating func change() {
    bucket.setRate(changes[nextChange].rate, at: nextMoment)
    nextChange += 1
    nextMoment = nextChange < changes.count ? changes[nextChange].moment : .never
  }
}

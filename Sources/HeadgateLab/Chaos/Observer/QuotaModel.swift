import HeadgateCore

/// The quota of the service behind a stage as rule S8 describes it, in quanta, 10¹⁵ to a unit.
struct QuotaModel {
  private let settings: QuotaSettings
  /// Those that take of it.
  private let faults: [FaultSettings]
  private let edges: [Nanoseconds]
  private let most: Int128
  private var level: Int128
  private var time: Nanoseconds = 0

  /// - Parameter faults: Of the stage.
  init(_ settings: QuotaSettings, faults: [FaultSettings]) {
    self.settings = settings
    self.faults = faults.filter { $0.quotaShare != nil }
    edges = self.faults.flatMap { [$0.at, $0.end] }.sorted()
    most = Int128((settings.burst * 1e6).rounded()) * 1_000_000_000
    level = most
  }

  /// Whether a batch that asks for so many units gets them; if not, it may use up what there are.
  mutating func admits(_ units: Int, at now: Nanoseconds) -> Bool {
    refill(at: now)
    let asked = Int128(units) * 1_000_000_000_000_000
    if level >= asked {
      level -= asked
      return true
    }
    if settings.countsRefused { level = 0 }
    return false
  }

  private mutating func refill(at now: Nanoseconds) {
    for edge in edges where edge > time && edge < now { flow(to: edge) }
    flow(to: now)
  }

  private mutating func flow(to later: Nanoseconds) {
    level = min(most, level + rate * Int128(later - time))
    time = later
  }

  /// Quanta a nanosecond from `time` on.
  private var rate: Int128 {
    let shares = faults.filter { $0.at <= time && time < $0.end }.compactMap(\.quotaShare)
    return max(1, Int128((shares.reduce(settings.rate, *) * 1e6).rounded()))
  }
}

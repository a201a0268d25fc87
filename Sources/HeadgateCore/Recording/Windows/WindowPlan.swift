/// How the measured stretch of a run is cut into windows of one length.
///
/// Cuts fall every `length` from the stretch's start on. What is left at its end is a window of its
/// own where it is at least half of one, else it belongs to the window before. A stretch shorter
/// than a window is one window.
public struct WindowPlan: Sendable, Equatable {
  /// The most windows of one length: what bounds the memory that they take.
  public static let mostWindows = 1000

  public let start: Nanoseconds
  public let end: Nanoseconds
  public let length: Nanoseconds
  /// Whether counts and time parts of jobs are asked for: none are kept else.
  public let keepsCounts: Bool
  /// Which latencies are asked for, from intended arrival and from acceptance: histograms are kept
  /// of no others.
  public let keepsLatency: Bool
  public let keepsUncorrected: Bool
  public let count: Int

  /// - Precondition: The stretch and the length are not empty, and there are at most `mostWindows`.
  public init(
    start: Nanoseconds = 0, end: Nanoseconds, length: Nanoseconds, keepsCounts: Bool = true,
    keepsLatency: Bool = true, keepsUncorrected: Bool = true
  ) {
    precondition(start < end && length > 0, "a window of no length")
    self.start = start
    self.end = end
    self.length = length
    self.keepsCounts = keepsCounts
    self.keepsLatency = keepsLatency
    self.keepsUncorrected = keepsUncorrected
    count = Self.count(of: length, in: end - start)
    precondition(count <= Self.mostWindows, "more than \(Self.mostWindows) windows")
  }

  /// How many windows of a length a stretch is cut into.
  public static func count(of length: Nanoseconds, in stretch: Nanoseconds) -> Int {
    let (whole, rest) = stretch.quotientAndRemainder(dividingBy: length)
    return max(1, Int(rest >= length - rest ? whole + 1 : whole))
  }

  /// The window that a moment of the stretch is in.
  @inline(__always)
  package func index(of moment: Nanoseconds) -> Int {
    min(Int((moment &- start) / length), count &- 1)
  }

  /// Where a window ends.
  package func end(of index: Int) -> Nanoseconds {
    index == count - 1 ? end : start + Nanoseconds(index + 1) * length
  }
}

extension WindowPlan {
  /// Metrics that are read from counts of jobs.
  private static let counts: Set<String> = [
    "offered.rate", "offered", "accepted", "completed", "failed", "rejected", "shed", "cancelled",
    "inFlight", "attempts", "retryAmplification",
  ]

  /// A plan for each length among the figures. There is none where the load does not end at a known
  /// time, or nothing of it is measured.
  static func plans(
    _ figures: [WindowFigure], from start: Nanoseconds, to end: Nanoseconds?
  ) -> [WindowPlan] {
    guard let end, start < end else { return [] }
    var lengths: [Nanoseconds] = []
    for figure in figures where !lengths.contains(figure.length) { lengths.append(figure.length) }
    return lengths.map { length in
      let names = figures.lazy.filter { $0.length == length }.map(\.metric)
      let uncorrected = "latency.uncorrected."
      return WindowPlan(
        start: start, end: end, length: length,
        keepsCounts: names.contains { counts.contains($0) || $0.hasPrefix("time.") },
        keepsLatency: names.contains {
          $0.hasPrefix("latency.") && !$0.hasPrefix(uncorrected)
        },
        keepsUncorrected: names.contains { $0.hasPrefix(uncorrected) })
    }
  }
}

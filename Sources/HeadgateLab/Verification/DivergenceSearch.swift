import HeadgateCore
import HeadgateModel

/// Finds the first event in which two backends differ, in memory for a few windows of events.
///
/// The reference runs once for the digest of each window of its stream. The candidate runs until a
/// window's digest is another, and keeps that window. The reference runs again up to the end of that
/// window, and the two windows are compared event by event.
struct DivergenceSearch {
  /// Events shown before the first that differs, and from it on.
  static let contextSize = 6
  static let shownSize = 3

  let reference: any RunBackend
  let candidate: any RunBackend
  let specification: RunSpecification
  let replication: Int
  /// What each gave when the difference was found: run again, it must be the same.
  let digests: (reference: String, candidate: String)
  let window: Int
  let isCancelled: (@Sendable () -> Bool)?

  /// - Throws: what a run throws; `RunInterrupted` where the search was stopped.
  func run() async throws -> EventComparison {
    let whole = EventWindows(size: window)
    guard try await follow(reference, whole)?.digest == digests.reference else {
      return .notRepeatable(reference.mode)
    }
    let expected = whole.digests
    let other = EventWindows(size: window, expecting: expected)
    let rerun = try await follow(candidate, other)
    if let rerun, rerun.digest != digests.candidate { return .notRepeatable(candidate.mode) }
    guard let place = other.firstDifference else { return .same(whole.count) }
    let again = EventWindows(size: window, stoppingAfter: place)
    _ = try await follow(reference, again)
    guard again.digests.elementsEqual(expected.prefix(place + 1)) else {
      return .notRepeatable(reference.mode)
    }
    return Self.compare(
      again.kept(place), other.kept(place), from: UInt64(place) * UInt64(window))
      ?? .notRepeatable(candidate.mode)
  }

  /// The result, `nil` where the run was stopped because it had told enough.
  private func follow(
    _ backend: any RunBackend, _ windows: EventWindows
  ) async throws -> ReplicationResult? {
    let isCancelled = isCancelled
    let options = RunOptions(
      events: { windows.add($0) },
      isCancelled: { windows.isDone || isCancelled?() == true || Task.isCancelled })
    do {
      let result = try await backend.run(
        specification, replication: replication, options: options)
      windows.finish()
      return result
    } catch is RunInterrupted where windows.isDone {
      return nil
    }
  }

  /// The first difference of two windows that begin at the same place; `nil` where there is none.
  private static func compare(
    _ reference: KeptEvents, _ candidate: KeptEvents, from start: UInt64
  ) -> EventComparison? {
    let (first, second) = (reference.window, candidate.window)
    let common = zip(first, second).prefix { $0 == $1 }.count
    guard common < max(first.count, second.count) else { return nil }
    return .diverged(
      EventDivergence(
        index: start + UInt64(common),
        context: Array((reference.before + first.prefix(common)).suffix(contextSize)),
        reference: shown(first.dropFirst(common), reference.after),
        candidate: shown(second.dropFirst(common), candidate.after)))
  }

  private static func shown(_ rest: ArraySlice<TraceEvent>, _ after: [TraceEvent]) -> [TraceEvent] {
    Array((rest + after).prefix(shownSize))
  }
}

/// A window of events, the last events before it and the first after it.
struct KeptEvents {
  var before: [TraceEvent]
  var window: [TraceEvent]
  var after: [TraceEvent]
}

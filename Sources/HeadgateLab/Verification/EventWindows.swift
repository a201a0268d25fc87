import HeadgateCore
import HeadgateModel
import Synchronization

/// A stream of events, cut into windows of which the digests are kept, and the events of the last.
///
/// A digest covers the stream from its start to the window's end.
final class EventWindows: Sendable {
  private struct State {
    var digest = TraceDigest()
    var digests: [String] = []
    var count: UInt64 = 0
    /// The last events of the window before.
    var before: [TraceEvent] = []
    var window: [TraceEvent] = []
    /// The first events after the last window.
    var after: [TraceEvent] = []
    var firstDifference: Int?
    /// Whether the last window is there.
    var isClosed = false
    var isDone = false
  }

  private let size: Int
  private let expected: [String]?
  private let last: Int?
  private let state = Mutex(State())

  /// - Parameters:
  ///   - size: Events of a window.
  ///   - expected: Digests of another stream; the first window with another one is the last kept.
  ///   - last: The window after which nothing more is wanted.
  init(size: Int, expecting expected: [String]? = nil, stoppingAfter last: Int? = nil) {
    precondition(size > 0, "a window holds at least one event")
    self.size = size
    self.expected = expected
    self.last = last
  }

  func add(_ events: [TraceEvent]) {
    state.withLock { state in
      for event in events where !state.isDone {
        if state.isClosed {
          state.after.append(event)
          state.isDone = state.after.count == DivergenceSearch.shownSize
          continue
        }
        if state.window.count == size { begin(&state) }
        state.digest.add(event)
        state.window.append(event)
        state.count += 1
        if state.window.count == size { close(&state) }
      }
    }
  }

  /// The stream has ended.
  func finish() {
    state.withLock { state in
      guard !state.isClosed else { return }
      if !state.window.isEmpty, state.window.count < size { close(&state) }
      guard !state.isClosed, let expected, state.digests.count < expected.count else { return }
      // It ended where a window did, and the other stream goes on.
      begin(&state)
      state.firstDifference = state.digests.count
    }
  }

  private func begin(_ state: inout State) {
    state.before = Array(state.window.suffix(DivergenceSearch.contextSize))
    state.window.removeAll(keepingCapacity: true)
  }

  private func close(_ state: inout State) {
    let place = state.digests.count
    state.digests.append(state.digest.hexadecimal)
    if let expected, place >= expected.count || expected[place] != state.digests[place] {
      state.firstDifference = place
      state.isClosed = true
    }
    if place == last { state.isClosed = true }
  }

  var digests: [String] { state.withLock { $0.digests } }
  var count: UInt64 { state.withLock { $0.count } }
  var firstDifference: Int? { state.withLock { $0.firstDifference } }
  /// Whether more events would be left aside.
  var isDone: Bool { state.withLock { $0.isDone } }

  /// The events of window `place`, which is the last; none where the stream had ended before it.
  func kept(_ place: Int) -> KeptEvents {
    state.withLock { state in
      let isThere = state.count > UInt64(place) * UInt64(size)
      return isThere
        ? KeptEvents(before: state.before, window: state.window, after: state.after)
        : KeptEvents(
          before: Array(state.window.suffix(DivergenceSearch.contextSize)), window: [], after: [])
    }
  }
}

extension TraceDigest {
  /// Adds an event with all that a trace shows of it.
  fileprivate mutating func add(_ event: TraceEvent) {
    let stage = UInt64(event.stage.map { $0 + 1 } ?? 0)
    let worker = UInt64(event.worker.map { $0 + 1 } ?? 0)
    add(
      event.time, UInt64(event.kind.rawValue) << 56 | stage << 40 | worker,
      event.job.map { $0 + 1 } ?? 0)
    add(
      Nanoseconds(event.attempt ?? -1), event.value?.bitPattern ?? 0,
      event.value == nil ? 0 : 1)
  }
}

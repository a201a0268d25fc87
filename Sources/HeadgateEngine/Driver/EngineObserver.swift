import HeadgateCore
import HeadgateModel

/// Who looks on while an engine runs.
struct EngineObserver {
  /// Events that are handed on together.
  private static let eventsAtOnce = 4096
  /// Inputs between two looks at whether the run is to be stopped.
  private static let inputsBetweenLooks: UInt64 = 1 << 16

  private let events: (@Sendable ([TraceEvent]) -> Void)?
  private let isCancelled: (@Sendable () -> Bool)?
  private let progress: (@Sendable (Double) -> Void)?
  private(set) var wasCancelled = false

  init(_ options: RunOptions = RunOptions()) {
    (events, isCancelled, progress) = (options.events, options.isCancelled, options.progress)
  }

  var wantsEvents: Bool { events != nil }

  /// After an input.
  @inline(__always)
  mutating func look(
    _ recorder: inout Recorder, inputs: UInt64, progress: @autoclosure () -> Double?
  ) {
    if recorder.trace.count >= Self.eventsAtOnce { flush(&recorder) }
    if inputs & (Self.inputsBetweenLooks - 1) == 0 {
      askWhetherCancelled()
      report(progress())
    }
  }

  mutating func askWhetherCancelled() {
    if isCancelled?() == true { wasCancelled = true }
  }

  func report(_ fraction: Double?) {
    if let fraction { progress?(fraction) }
  }

  /// Hands on what is left.
  func flush(_ recorder: inout Recorder) {
    guard !recorder.trace.isEmpty else { return }
    events?(recorder.trace)
    recorder.trace.removeAll(keepingCapacity: true)
  }
}

import HeadgateCore

/// How long after its last fault a run was back where it had been before the first one, read from the
/// run's series. Where there are no faults, a phase called `trigger` stands for them.
///
/// A step of the series is as before where it holds at most twice the most jobs that any step held
/// before, plus 10, and loses (dead letters, rejected, shed) at most twice the most that any step lost
/// before, plus a tenth of the mean offered rate. A run has recovered when every step from then on to
/// the end of the load is so; one whose last step is not has not recovered.
struct Recovery {
  private static let trigger = "trigger"
  private static let spareJobs = 10.0
  private static let spareLosses = 0.1

  private let step: Nanoseconds
  private let disturbed: Range<Nanoseconds>
  private let system: [Double]
  private let losses: [Double]
  private let offered: [Double]
  /// Steps that lie within the load.
  private let steps: Int
  /// Steps between the warm-up and the disturbance.
  private let before: Range<Int>

  /// - Returns: `nil` where nothing disturbs the run, or nothing comes before or after it.
  init?(_ recorder: borrowing Recorder, specification: RunSpecification) {
    guard
      let disturbed = Self.disturbance(specification.faults, recorder.plan.phases)
    else { return nil }
    self.disturbed = disturbed
    step = recorder.series.step
    let lines = Dictionary(
      recorder.series.lines.map { ($0.name, $0.values) }, uniquingKeysWith: { first, _ in first })
    system = lines["system"] ?? []
    offered = lines["offered"] ?? []
    losses = zip(lines["failed"] ?? [], lines["lost"] ?? []).map { $0 + $1 }
    let loadEnd = min(recorder.plan.loadEnd ?? .never, recorder.run.duration)
    steps = min(Int(loadEnd / step), system.count)
    let first = Int((recorder.plan.warmup + step - 1) / step)
    let last = min(Int(disturbed.lowerBound / step), steps)
    guard first < last, Int(disturbed.upperBound / step) < steps else { return nil }
    before = first..<last
  }

  static func isDisturbed(_ specification: RunSpecification) -> Bool {
    !specification.faults.isEmpty
      || specification.workloads.contains { $0.phases.contains { $0.name == trigger } }
  }

  /// From the first fault's beginning to the last one's end.
  private static func disturbance(
    _ faults: [FaultSettings], _ phases: [PhaseWindow]
  ) -> Range<Nanoseconds>? {
    if let start = faults.map(\.at).min(), let end = faults.map(\.end).max() {
      return start..<end
    }
    return phases.first { $0.name == trigger && $0.start < $0.end }.map { $0.start..<$0.end }
  }

  /// From the disturbance's end on; `nil` where the run has not recovered.
  var time: Nanoseconds? {
    let mostJobs = 2 * (before.map { system[$0] }.max() ?? 0) + Self.spareJobs
    let offered = before.reduce(0) { $0 + self.offered[$1] } / Double(before.count)
    let mostLosses =
      2 * (before.map { losses[$0] }.max() ?? 0) + Self.spareLosses * offered
    let first = Int(disturbed.upperBound / step)
    let bad = (first..<steps).last { system[$0] > mostJobs || losses[$0] > mostLosses }
    guard let bad else { return 0 }
    if bad == steps - 1 { return nil }
    return Nanoseconds(bad + 1) * step - disturbed.upperBound
  }
}

import HeadgateCore
import HeadgateModel
import Synchronization

/// One simulated run whose figures are wanted.
struct FigureRun: Sendable {
  /// Whatever whoever asked for it knows it by.
  var subject: Int
  var scenario: Int
  var replication: Int
  var specification: RunSpecification
}

/// What came of a run.
enum FigureOutcome: Sendable {
  case figures([Double?])
  case problem(String)
  case stopped
}

/// Runs side by side.
struct FigurePool: Sendable {
  let backend: any FigureBackend
  let names: [String]
  let jobs: Int
  let isCancelled: (@Sendable () -> Bool)?

  /// Carries out runs in their order, and what `next` asks for as they end, before the rest.
  ///
  /// `next` is called with one run after another, in the order in which they end: what it does must
  /// not depend on that.
  ///
  /// - Throws: `RunInterrupted` where it was stopped; runs that had ended were told.
  func run(
    _ runs: [FigureRun], next: (FigureRun, FigureOutcome) -> [FigureRun]
  ) async throws {
    var waiting = Array(runs.reversed())
    var isUnfinished = false
    await withTaskGroup(of: (FigureRun, FigureOutcome).self) { group in
      var running = 0
      func start() {
        while running < jobs, !isUnfinished, let run = waiting.popLast() {
          running += 1
          group.addTask { (run, perform(run)) }
        }
      }
      start()
      while let (run, outcome) = await group.next() {
        running -= 1
        if case .stopped = outcome {
          isUnfinished = true
        } else {
          waiting += next(run, outcome).reversed()
        }
        start()
      }
    }
    if isUnfinished { throw RunInterrupted() }
  }

  private var isStopped: Bool { Task.isCancelled || isCancelled?() == true }

  private func perform(_ run: FigureRun) -> FigureOutcome {
    if isStopped { return .stopped }
    do {
      return .figures(
        try backend.figures(
          names, of: run.specification, replication: run.replication,
          isCancelled: { isStopped }))
    } catch is RunInterrupted {
      return .stopped
    } catch {
      return .problem("\(error)")
    }
  }
}

import HeadgateModel
import HeadgateStore
import Synchronization

/// Keeps the candidates of a study as they come, so that it can go on after whatever ends it.
final class StudyKeeper: Sendable {
  private let store: ResultStore
  private let study: Int64
  private let problem = Mutex<String?>(nil)
  /// Those that an earlier run of the study left.
  let stored: [TuningEvaluation]

  /// - Throws: `CommandFailure` where the store cannot be used.
  init(_ key: StudyKey, in store: ResultStore, startedAt: String) throws {
    self.store = store
    do {
      let found = try store.study(key, startedAt: startedAt)
      study = found.id
      stored = found.evaluations
    } catch {
      throw CommandFailure(.internalError, error.message)
    }
  }

  /// A study whose candidates cannot be kept goes on all the same; that it cannot go on later is told
  /// once.
  func keep(_ evaluations: [TuningEvaluation]) {
    attempt { () throws(StoreError) in try store.append(evaluations, to: study) }
  }

  func finish(_ verdict: TuningVerdict) {
    let word =
      switch verdict {
      case .better: "better"
      case .equivalent: "equivalent"
      case .refused(let reason): "refused: \(reason)"
      }
    attempt { () throws(StoreError) in try store.finish(study: study, verdict: word) }
  }

  func restart() {
    attempt { () throws(StoreError) in try store.restart(study: study) }
  }

  private func attempt(_ body: () throws(StoreError) -> Void) {
    do {
      try body()
    } catch {
      let isNew = problem.withLock { problem in
        defer { problem = error.message }
        return problem == nil
      }
      if isNew { StandardError.write("the study could not be kept: \(error.message)\n") }
    }
  }
}

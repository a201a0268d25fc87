internal import Synchronization

private enum OperationPhase {
  static let open = 0
  /// A continuation is there to be resumed.
  static let awaited = 1
  static let settled = 2
}

/// An operation whose caller either looks for the outcome or is resumed with it.
final class AwaitedOperation<Value: Sendable>: DatabaseOperation, @unchecked Sendable {
  let kind: OperationKind
  private let body: @Sendable (DatabaseConnection) throws -> Value
  private let phase = Atomic<Int>(OperationPhase.open)
  /// The database's thread writes it before the phase becomes `settled`, the caller reads it after.
  private var outcome: Result<Value, any Error>?
  /// The caller writes it before the phase becomes `awaited`, the database's thread reads it after.
  private var continuation: CheckedContinuation<Value, any Error>?

  init(
    kind: OperationKind, body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) {
    self.kind = kind
    self.body = body
  }

  func run(_ connection: DatabaseConnection) throws { outcome = .success(try body(connection)) }

  func succeed() {
    precondition(outcome != nil, "an operation succeeds after it has run")
    settle()
  }

  func fail(_ error: any Error) {
    outcome = .failure(error)
    settle()
  }

  private func settle() {
    guard
      phase.exchange(OperationPhase.settled, ordering: .acquiringAndReleasing)
        == OperationPhase.awaited,
      let outcome
    else { return }
    continuation?.resume(with: outcome)
  }

  var isSettled: Bool { phase.load(ordering: .acquiring) == OperationPhase.settled }

  /// The outcome; suspends the caller only where it is not there yet. For one caller, once.
  var value: Value {
    get async throws {
      if isSettled, let outcome { return try outcome.get() }
      return try await withCheckedThrowingContinuation { continuation in
        self.continuation = continuation
        let exchange = phase.compareExchange(
          expected: OperationPhase.open, desired: OperationPhase.awaited,
          ordering: .acquiringAndReleasing)
        if !exchange.exchanged, let outcome { continuation.resume(with: outcome) }
      }
    }
  }
}

/// One caller's work on the database, and whom to tell.
protocol DatabaseOperation: AnyObject {
  var writes: Bool { get }
  /// Does the work. May be called again after a rollback.
  func run(_ connection: DatabaseConnection) throws
  /// Tells the caller what the last run gave.
  func succeed()
  func fail(_ error: any Error)
}

final class AwaitedOperation<Value: Sendable>: DatabaseOperation {
  let writes: Bool
  private let body: @Sendable (DatabaseConnection) throws -> Value
  private let continuation: CheckedContinuation<Value, any Error>
  private var value: Value?

  init(
    writes: Bool, body: @escaping @Sendable (DatabaseConnection) throws -> Value,
    continuation: CheckedContinuation<Value, any Error>
  ) {
    self.writes = writes
    self.body = body
    self.continuation = continuation
  }

  func run(_ connection: DatabaseConnection) throws { value = try body(connection) }

  func succeed() {
    guard let value else { preconditionFailure("an operation succeeds after it has run") }
    continuation.resume(returning: value)
  }

  func fail(_ error: any Error) { continuation.resume(throwing: error) }
}

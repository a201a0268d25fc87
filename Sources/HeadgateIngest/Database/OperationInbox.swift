internal import Foundation

/// Operations on their way to the database's thread.
final class OperationInbox: @unchecked Sendable {
  private let condition = NSCondition()
  /// All guarded by `condition`.
  private var operations: [any DatabaseOperation] = []
  private var isClosed = false

  /// False once closed: the operation is not taken.
  func put(_ operation: any DatabaseOperation) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard !isClosed else { return false }
    operations.append(operation)
    if operations.count == 1 { condition.signal() }
    return true
  }

  /// Waits for operations and takes all there are; nil once closed and empty.
  func take() -> [any DatabaseOperation]? {
    condition.lock()
    defer { condition.unlock() }
    while operations.isEmpty {
      if isClosed { return nil }
      condition.wait()
    }
    let taken = operations
    operations = []
    return taken
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}

/// One caller's work on the database, and whom to tell.
package protocol DatabaseOperation: AnyObject, Sendable {
  var kind: OperationKind { get }
  /// Does the work. May be called again after a rollback.
  func run(_ connection: DatabaseConnection) throws
  /// Tells the caller what the last run gave.
  func succeed()
  func fail(_ error: any Error)
}

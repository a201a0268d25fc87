/// What an operation needs around it.
package enum OperationKind: Sendable {
  /// One view of the database.
  case read
  /// A transaction.
  case write
  /// Nothing: it is one statement, which is a transaction by itself.
  case singleWrite
}

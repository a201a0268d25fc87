public import HeadgateCore

/// What gives some figures of one replication, and nothing else: for searches, which take them by
/// the thousand.
public protocol FigureBackend: Sendable {
  /// The values of metrics by their full names, in the order of `names`; `nil` where no sample stood
  /// behind one.
  ///
  /// - Throws: an error where the run could not be carried out; `RunInterrupted` where it was
  ///   stopped.
  func figures(
    _ names: [String], of specification: RunSpecification, replication: Int,
    isCancelled: (@Sendable () -> Bool)?
  ) throws -> [Double?]
}

/// When to give a candidate up before its last replication: a race against the point whose place it
/// is to take, on common random numbers.
///
/// It is a guess, not a test: a candidate that is given up wrongly costs the search a little, and the
/// replications that it is spared buy others.
public struct Race: Sendable, Equatable {
  /// Replications before the first look.
  public var patience: Int
  /// Standard errors that the mean difference has to reach.
  public var bound: Double

  public init(patience: Int = 2, bound: Double = 1.2) {
    precondition(patience >= 2, "a standard error needs two replications")
    self.patience = patience
    self.bound = bound
  }

  /// Whether the candidate is to be given up.
  ///
  /// - Parameter differences: Candidate − parent by replication; what is minimized.
  public func isLost(_ differences: [Double]) -> Bool {
    guard differences.count >= patience else { return false }
    if differences.contains(.infinity) { return true }
    let moments = SampleMoments(differences)
    guard moments.mean > 0, let error = moments.standardError else { return false }
    return moments.mean > bound * error
  }
}

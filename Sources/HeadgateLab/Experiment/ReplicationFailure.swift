public import HeadgateModel

/// A replication that could not be carried out.
///
/// Of several, the first in the order of variants, modes and replications is reported, whatever the
/// number of jobs; those on the wall clock come after all others.
public struct ReplicationFailure: Error, CustomStringConvertible {
  public var variant: String
  public var mode: RunMode
  public var replication: Int
  public var underlying: any Error

  public init(variant: String, mode: RunMode, replication: Int, underlying: any Error) {
    self.variant = variant
    self.mode = mode
    self.replication = replication
    self.underlying = underlying
  }

  public var description: String {
    "variant \(variant), \(mode.rawValue), replication \(replication) failed: \(underlying)"
  }
}

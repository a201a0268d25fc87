public import HeadgateModel

/// One event of one replication, as a JSON line.
public struct TraceLine: Sendable, Equatable {
  public var variant: String
  public var mode: RunMode
  public var replication: Int
  public var line: String

  public init(variant: String, mode: RunMode, replication: Int, line: String) {
    self.variant = variant
    self.mode = mode
    self.replication = replication
    self.line = line
  }
}

/// Names a job in its queue: the ordinal of its submission, from 1, never given twice.
public struct JobID: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var ordinal: Int64

  public init(_ ordinal: Int64) {
    self.ordinal = ordinal
  }

  public static func < (left: JobID, right: JobID) -> Bool { left.ordinal < right.ordinal }

  public var description: String { "\(ordinal)" }
}

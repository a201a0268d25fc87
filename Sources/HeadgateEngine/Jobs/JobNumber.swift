/// A job of an engine: a number that is given once, in the order of submission.
public struct JobNumber: Sendable, Hashable, CustomStringConvertible {
  /// Counts the submissions, from 0.
  public let ordinal: UInt64
  /// Where the engine keeps it while it is in flight.
  let place: Int32

  init(ordinal: UInt64, place: Int32) {
    self.ordinal = ordinal
    self.place = place
  }

  public var description: String { "job-\(ordinal)" }

  public static func == (a: JobNumber, b: JobNumber) -> Bool { a.ordinal == b.ordinal }
  public func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }
}

/// How far a consumer has followed a queue's announcements of work.
public struct WorkMark: Sendable, Hashable {
  package var announcements: UInt64

  package init(announcements: UInt64) {
    self.announcements = announcements
  }
}

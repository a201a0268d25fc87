internal import HeadgateEngine

/// The job that stands for a chapter.
struct StandingJob {
  var id: JobID
  var state: Int
  var digest: String

  var isDead: Bool { state == 3 }
  var hasCompleted: Bool { state == 4 }

  /// Whether it keeps a submission with this digest out.
  func blocks(_ digest: String) -> Bool {
    if hasCompleted { return self.digest == digest }
    return !isDead
  }
}

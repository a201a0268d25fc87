/// Whether what a consumer asked for its claim was carried out.
public enum ClaimResult: Sendable, Hashable {
  case done
  /// Nothing was changed: the job has been handed to another consumer since, has ended, or was
  /// cancelled. The consumer should drop its work.
  case lost
}

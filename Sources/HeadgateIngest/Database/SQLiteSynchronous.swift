/// When SQLite hands what it wrote to the disk (`PRAGMA synchronous`, in WAL mode).
///
/// A process that dies loses nothing that was acknowledged under any of them; the difference is what
/// a power failure or a crash of the operating system may cost.
public enum SQLiteSynchronous: String, Sendable, CaseIterable {
  /// Never: the file itself may be damaged then.
  case off
  /// Before the log is folded into the database: the last transactions may be lost, whole and in
  /// order, and the file stays sound.
  case normal
  /// At every commit: nothing that was acknowledged is lost.
  case full
  /// As `full`; and where another journal than the write-ahead log is in use, its folder too.
  case extra
}

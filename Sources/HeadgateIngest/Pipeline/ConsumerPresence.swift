internal import HeadgateEngine

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Says to other processes that this one may hold jobs of a queue: a lock on a file beside it, which
/// the system takes away when the process ends, however it ends.
///
/// Whoever gets the lock alone knows that all who ever held a job are gone. They share it afterwards.
/// The queue's own file would not do: closing a second descriptor of it drops SQLite's locks.
final class ConsumerPresence: Sendable {
  enum Kind: Sendable {
    case alone, shared
  }

  private let descriptor: Int32

  init(beside path: String) throws(JobQueueError) {
    let file = path + ".lock"
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw JobQueueError(
        code: .unwritable,
        message:
          "\(file): cannot be opened: \(String(cString: strerror(errno))); check permissions, "
          + "or name another store")
    }
  }

  deinit { close(descriptor) }

  /// Gives the lock back: no job is held any more.
  func leave() { _ = flock(descriptor, LOCK_UN) }

  /// Tries to take the lock without waiting, in place of what was held of it. Where the file system
  /// knows no locks nobody is ever alone, and leases are waited for.
  func take(_ kind: Kind) -> Bool {
    switch kind {
    case .alone: flock(descriptor, LOCK_EX | LOCK_NB) == 0
    case .shared:
      flock(descriptor, LOCK_SH | LOCK_NB) == 0 || errno == EOPNOTSUPP || errno == ENOLCK
    }
  }
}

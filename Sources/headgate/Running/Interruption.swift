import Foundation
import Synchronization

/// Ctrl-C: the first asks the run to stop and keep what has finished, the second ends it at once.
enum Interruption {
  private static let count = Atomic<Int>(0)

  static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

  /// From here on SIGINT and SIGTERM are requests.
  static func listen() {
    // The handler may only touch what is there already.
    _ = isRequested
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if Interruption.count.add(1, ordering: .relaxed).oldValue > 0 {
          _exit(ExitStatus.interrupted.rawValue)
        }
      }
    }
  }
}

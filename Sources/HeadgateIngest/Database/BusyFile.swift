import Foundation
import GRDB

/// Opening a file that another process has just now for itself.
enum BusyFile {
  private static let pause = 0.005

  /// Tries again while the file is busy, at most for `seconds`, on a thread that may wait. SQLite's own
  /// waiting leaves out the change to WAL and the recovery after a crash, which answer busy at once.
  ///
  /// - Throws: what `body` threw last.
  static func open<Connection>(
    within seconds: Double, _ body: () throws -> Connection
  ) throws -> Connection {
    var patience = Int(seconds / pause)
    while true {
      do {
        return try body()
      } catch let error as DatabaseError where error.isPassing && patience > 0 {
        patience -= 1
        Thread.sleep(forTimeInterval: pause)
      }
    }
  }
}

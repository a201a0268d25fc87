import Synchronization

/// Texts gathered from several threads.
final class Collected: Sendable {
  private let texts = Mutex<[String]>([])

  func add(_ text: String) {
    texts.withLock { $0.append(text) }
  }

  var all: [String] { texts.withLock { $0 } }
}

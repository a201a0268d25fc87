import HeadgateEngine

/// Values that tasks leave behind, in the order of their coming.
final class Recorded<Value: Sendable>: Sendable {
  private let values = Lock<[Value]>([])

  func add(_ value: Value) { values.withLock { $0.append(value) } }

  var all: [Value] { values.withLock { $0 } }
  var count: Int { all.count }
}

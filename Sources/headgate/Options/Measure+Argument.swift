import ArgumentParser
import HeadgateModel

extension Measure {
  /// A quantity of the command line above zero, in nanoseconds or bytes.
  func argument(_ text: String) throws -> Int64 {
    if let value = try? whole(text), value > 0 { return value }
    throw ValidationError("write \(article) above zero with its unit, as in \(example).")
  }
}

/// A text that is shown nowhere: not in logs, errors, or a debugger's summary.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself, for the one place that must send it.
  package let revealed: String

  /// A secret of a text.
  public init(_ text: String) { revealed = text }

  /// A text with every occurrence of the secret replaced.
  func removed(from text: String) -> String {
    guard !revealed.isEmpty else { return text }
    var kept = ""
    var rest = text[...]
    while let first = rest.firstRange(of: revealed) {
      kept += rest[..<first.lowerBound] + description
      rest = rest[first.upperBound...]
    }
    return kept + rest
  }

  /// Says that it is a secret.
  public var description: String { "[secret]" }

  /// Says that it is a secret.
  public var debugDescription: String { description }

  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

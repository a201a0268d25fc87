import HeadgateModel
import Testing

/// One case of a golden text: changes to the sample scenario, and what is said of it then.
struct MessageGolden: Sendable, CustomTestStringConvertible {
  private(set) var name: String
  private(set) var expected: [String] = []
  private var changes: [Int: String] = [:]
  private var added: [String] = []

  var testDescription: String { name }

  var observed: [String] { Sample.problems(Sample.text(changes, adding: added)) }

  /// Reads `## name`, `LINE|text`, `+|text` and `> message`; cases are parted by blank lines.
  static func cases(_ text: String) -> [MessageGolden] {
    var cases: [MessageGolden] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") {
        cases.append(MessageGolden(name: String(line.dropFirst(3))))
      } else if line.hasPrefix("> ") {
        cases[cases.count - 1].expected.append(String(line.dropFirst(2)))
      } else if let bar = line.firstIndex(of: "|") {
        cases[cases.count - 1].change(line[..<bar], String(line[line.index(after: bar)...]))
      } else {
        preconditionFailure("no line of a golden text: \(line)")
      }
    }
    return cases
  }

  private init(name: String) {
    self.name = name
  }

  private mutating func change(_ place: Substring, _ text: String) {
    guard let number = Int(place) else {
      added.append(text)
      return
    }
    changes[number] = changes[number].map { $0 + "\n" + text } ?? text
  }
}

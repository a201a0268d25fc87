/// Collects what is wrong with a scenario while it is read.
package final class ProblemList {
  package private(set) var problems: [ScenarioProblem] = []
  package private(set) var warnings: [ScenarioProblem] = []

  private var unreadable: Set<SourceLocation> = []

  package init() {}

  var count: Int { problems.count }

  package func add(_ message: String, at location: SourceLocation, hint: String? = nil) {
    problems.append(ScenarioProblem(location: location, message: message, hint: hint))
  }

  package func add(_ problem: ScenarioProblem) { problems.append(problem) }

  /// Adds what is wrong with a document as YAML: what else is wrong at such a place follows from it.
  package func add(_ document: ParsedDocument) {
    problems += document.problems
    unreadable.formUnion(document.problems.map(\.location))
  }

  /// Whether a document could not be read at a place.
  func isUnreadable(_ location: SourceLocation) -> Bool { unreadable.contains(location) }

  package func warn(_ message: String, at location: SourceLocation, hint: String? = nil) {
    warnings.append(ScenarioProblem(location: location, message: message, hint: hint))
  }
}

extension [ScenarioProblem] {
  /// Without repetitions, in the order of the file; other files follow in the order given, and
  /// command-line options last.
  package func inOrder(files: [String]) -> [ScenarioProblem] {
    var seen: Set<String> = []
    let distinct = filter { seen.insert($0.description).inserted }
    func rank(_ file: String) -> Int { files.firstIndex(of: file) ?? files.count }
    return distinct.enumerated().sorted { a, b in
      let (left, right) = (a.element.location, b.element.location)
      let leftKey = (rank(left.file), left.line, left.column, a.offset)
      let rightKey = (rank(right.file), right.line, right.column, b.offset)
      return leftKey < rightKey
    }.map(\.element)
  }
}

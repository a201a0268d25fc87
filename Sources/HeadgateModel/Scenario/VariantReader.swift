/// Reads each cell of the matrix as a file of its own, and tells whose fault a problem is.
struct VariantReader {
  /// Distinct problems after which no further cells are read.
  private static let enough = 100

  let context: LoadContext
  let problems: ProblemList

  private struct Found {
    var problem: ScenarioProblem
    var cells: [Int]
  }

  func read(_ document: Node) -> [(scenario: DecodedScenario, variant: Variant)] {
    let matrix = ScenarioMatrix(document, problems)
    var decoded: [(scenario: DecodedScenario, variant: Variant)] = []
    var found: [Found] = []
    var positions: [String: Int] = [:]
    var read = 0
    for (number, cell) in matrix.cells.enumerated() where found.count < Self.enough {
      let own = ProblemList()
      let decoder = ScenarioDecoder(context: context, problems: own)
      let scenario = decoder.decode(cell.document)
      read += 1
      for problem in own.problems where !problems.isUnreadable(problem.location) {
        let key = problem.description
        if let position = positions[key] {
          if found[position].cells.last != number { found[position].cells.append(number) }
        } else {
          positions[key] = found.count
          found.append(Found(problem: problem, cells: [number]))
        }
      }
      own.warnings.forEach { problems.warn($0.message, at: $0.location, hint: $0.hint) }
      guard let scenario, own.problems.isEmpty else { continue }
      if let first = decoded.first?.scenario, first.findsWarmup != scenario.findsWarmup {
        problems.add(
          "warmup: auto is for all variants or for none",
          at: document["matrix"]?.location ?? document.location)
      }
      decoded.append((scenario, variant(cell, scenario)))
    }
    reportUnreadValues(matrix)
    report(found, matrix, cellsRead: read, document)
    return decoded
  }

  /// Values of the file that an axis puts others in the place of are in no cell, and are read here.
  private func reportUnreadValues(_ matrix: ScenarioMatrix) {
    guard !matrix.replaced.isEmpty else { return }
    let own = ProblemList()
    _ = ScenarioDecoder(context: context, problems: own).decode(matrix.base)
    for problem in own.problems where matrix.replaced.contains(problem.location) {
      problems.add(problem)
    }
  }

  private func variant(_ cell: ScenarioMatrix.Cell, _ scenario: DecodedScenario) -> Variant {
    Variant(
      name: cell.name, settings: cell.settings, controllerName: scenario.controllerName,
      specification: scenario.specification, thresholds: scenario.thresholds,
      regressions: scenario.regressions)
  }

  /// A problem of every cell is the file's; one of some cells belongs to the values they share.
  private func report(
    _ found: [Found], _ matrix: ScenarioMatrix, cellsRead: Int, _ document: Node
  ) {
    var inMatrix: Set<SourceLocation> = []
    document["matrix"]?.forEachLocation { inMatrix.insert($0) }
    for found in found {
      guard found.cells.count < cellsRead, !inMatrix.contains(found.problem.location) else {
        problems.add(found.problem)
        continue
      }
      let problem = found.problem
      let name = matrix.cells[found.cells[0]].name
      problems.add(
        "with \(name): \(problem.message) (\(problem.location.file):\(problem.location.line):"
          + "\(problem.location.column))",
        at: place(found, matrix) ?? document["matrix"]?.location ?? problem.location,
        hint: problem.hint)
    }
  }

  /// The axis value that all cells with the problem share.
  private func place(_ found: Found, _ matrix: ScenarioMatrix) -> SourceLocation? {
    for (i, axis) in matrix.axes.enumerated() where axis.values.count > 1 {
      let positions = Set(found.cells.map { matrix.cells[$0].positions[i] })
      if positions.count == 1, let position = positions.first {
        return axis.values[position].location
      }
    }
    return nil
  }
}

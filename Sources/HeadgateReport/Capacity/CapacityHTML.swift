public import HeadgateModel

/// Capacity searches as one HTML page that needs nothing else.
public struct CapacityHTML: Sendable {
  private let results: [CapacityResult]

  public init(_ results: [CapacityResult]) {
    self.results = results
  }

  /// The page, ended by a newline.
  public var text: String {
    let isOnly = results.count == 1
    let names = results.map(\.scenarioName).joined(separator: ", ")
    let runs = results.enumerated().map { number, result in
      CapacityPage(result, id: "capacity-\(number + 1)", isOnly: isOnly).view
    }
    return PageTemplates.render(
      PageView(
        title: HTMLText(escaping: "Capacity of \(names) - headgate"),
        contents: isOnly ? nil : contents, runs: runs))
  }

  private var contents: PageView.Contents {
    PageView.Contents(
      title: HTMLText(escaping: "Capacity"),
      entries: results.enumerated().map { number, result in
        let report = CapacityReport(result)
        return PageView.Contents.Entry(
          target: HTMLText(escaping: "capacity-\(number + 1)"),
          name: HTMLText(escaping: result.scenarioName),
          kind: HTMLText(escaping: report.isGood ? "good" : "bad"),
          word: HTMLText(escaping: report.isGood ? "enough" : "too little"),
          detail: HTMLText(escaping: report.verdict))
      })
  }
}

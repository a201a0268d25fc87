public import HeadgateModel

/// A baseline's figures, as a run's.
public struct BaselineReport: Sendable {
  private let result: RunResult
  private let name: String

  public init(_ result: RunResult, name: String) {
    self.result = result
    self.name = name
  }

  public var document: Document {
    var document = RunReport(result).document
    // The thresholds behind the verdict are not kept.
    document.parts.removeLast()
    let environment = result.environment
    let build = [environment.version, String(environment.commit.prefix(12))]
      .filter { !$0.isEmpty }
    document.parts.append(
      .text(
        "baseline \(name)" + (build.isEmpty ? "" : " of headgate " + build.joined(separator: " "))
          + "; the run's verdict was \(result.verdict.rawValue)"))
    return document
  }
}

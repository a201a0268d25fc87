public import HeadgateModel

/// A study as one HTML page that needs nothing else: no network, no file beside it. The same result
/// gives the same bytes.
public struct TuningHTMLReport: Sendable {
  private let result: TuningResult

  public init(_ result: TuningResult) {
    self.result = result
  }

  /// The page, ended by a newline.
  public var text: String {
    PageTemplates.render(
      PageView(
        title: HTMLText(escaping: "\(result.space.name) - headgate"), contents: nil,
        runs: [TuningPage(result).view]))
  }
}

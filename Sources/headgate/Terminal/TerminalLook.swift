import Foundation
import HeadgateReport

extension TextRenderer {
  /// The renderer that suits standard output: as wide as the terminal, 100 columns at most and where
  /// there is none, and coloured where a person looks at it and has not declined.
  static func forStandardOutput(_ options: ColourOptions) -> TextRenderer {
    let environment = ProcessInfo.processInfo.environment
    let isDeclined =
      options.isColourOff || environment["NO_COLOR"]?.isEmpty == false
      || environment["TERM"] == "dumb"
    return TextRenderer(
      width: min(StandardOutput.columns ?? defaultWidth, defaultWidth),
      style: StandardOutput.isTerminal && !isDeclined ? .ansi : .plain)
  }
}

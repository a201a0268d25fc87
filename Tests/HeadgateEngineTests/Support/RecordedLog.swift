import Logging

/// Keeps what is logged.
struct RecordedLog: LogHandler {
  struct Line: Sendable {
    var level: Logger.Level
    var message: String
    var metadata: Logger.Metadata
  }

  let lines: Recorded<Line>
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  static func logger(_ level: Logger.Level) -> (Logger, Recorded<Line>) {
    let lines = Recorded<Line>()
    let logger = Logger(label: "test") { _ in RecordedLog(lines: lines, logLevel: level) }
    return (logger, lines)
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    lines.add(
      Line(
        level: event.level, message: event.message.description,
        metadata: metadata.merging(event.metadata ?? [:]) { $1 }))
  }
}

import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Where a study's result goes beside stdout. That each can be written is known before it starts.
struct TuneDestinations {
  let preset: PresetOutput
  let store: ResultStore?
  private let json: OutputFile?
  private let markdown: OutputFile?
  private let html: OutputFile?

  /// - Parameter storePath: `nil` keeps no study.
  /// - Throws: `CommandFailure` (usage) where one of them cannot be written.
  init(preset: String, storePath: String?, json: String?, markdown: String?, html: String?) throws {
    self.preset = try PresetOutput(preset)
    self.json = try json.map { try OutputFile($0, option: "--json") }
    self.markdown = try markdown.map { try OutputFile($0, option: "--markdown") }
    self.html = try html.map { try OutputFile($0, option: "--html") }
    store = try storePath.map { try StoreAccess.open($0, readOnly: false) }
  }

  func write(_ result: TuningResult, _ document: Document) throws {
    try json?.write(TuningJSON.encode(result))
    try markdown?.write(MarkdownRenderer().render(document))
    try html?.write(TuningHTMLReport(result).text)
  }
}

import Foundation
import HeadgateIngest

/// An ingestion's report as JSON: everything, with the names in snake case that its metrics have.
struct IngestJSON {
  private struct Content: Encodable {
    var schemaVersion = 1
    var store: String
    var report: IngestionReport
  }

  private let content: Content

  init(_ report: IngestionReport, path: String) {
    content = Content(store: path, report: report)
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(content), as: UTF8.self) + "\n"
    }
  }
}

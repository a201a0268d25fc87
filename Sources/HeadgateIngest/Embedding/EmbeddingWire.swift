internal import Foundation

/// The protocol's messages.
enum EmbeddingWire {
  struct Request: Encodable {
    var model: String
    var input: [String]
    var encoding_format = "float"
  }

  struct Answer: Decodable {
    struct Entry: Decodable {
      var index: Int?
      var embedding: [Float?]
    }

    struct Usage: Decodable {
      var prompt_tokens: Int?
      var total_tokens: Int?
    }

    var data: [Entry]
    var usage: Usage?
  }

  static func body(model: String, texts: [String]) -> [UInt8] {
    do {
      return Array(try JSONEncoder().encode(Request(model: model, input: texts)))
    } catch {
      preconditionFailure("texts can always be written as JSON: \(error)")
    }
  }

  /// The words in an error's body: the field that servers put them in, or else its beginning.
  static func words(_ body: [UInt8]) -> String {
    let object = try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
    let text = object.flatMap(message) ?? plain(body)
    let line = text.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(
      separator: " ")
    let visible = line.filter { character in
      character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
    return visible.count > 300 ? visible.prefix(299) + "\u{2026}" : visible
  }

  private static func message(_ object: Any) -> String? {
    if let text = object as? String { return text }
    guard let fields = object as? [String: Any] else { return nil }
    for name in ["error", "message", "detail"] {
      if let text = fields[name].flatMap(message) { return text }
    }
    return nil
  }

  private static func plain(_ body: [UInt8]) -> String {
    isHTML(body) ? "an HTML page" : String(decoding: body.prefix(1_200), as: UTF8.self)
  }

  static func isHTML(_ body: [UInt8]) -> Bool {
    let start = String(decoding: body.prefix(64), as: UTF8.self).lowercased()
    return start.drop(while: \.isWhitespace).hasPrefix("<")
  }
}

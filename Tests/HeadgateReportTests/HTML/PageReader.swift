import Foundation
import FoundationXML

/// A page as a strict reader of XML takes it: what is in it, or where it is broken.
final class PageReader: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Of the element and all within it.
    var text: String
  }

  private(set) var elements: [Element] = []
  private(set) var problem: String?
  private var open: [Int] = []

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() {
      problem =
        "line \(parser.lineNumber), column \(parser.columnNumber): "
        + (parser.parserError.map { "\($0)" } ?? "not well-formed")
    }
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func withClass(_ name: String) -> [Element] {
    elements.filter { ($0.attributes["class"] ?? "").split(separator: " ").contains(name[...]) }
  }

  /// What a reader sees and hears: texts and their alternatives.
  var headings: [String] { elements.filter { $0.name == "h3" }.map(\.text) }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes, text: ""))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for index in open { elements[index].text += string }
  }
}

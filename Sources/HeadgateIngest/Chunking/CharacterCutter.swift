/// Cuts after every `size` characters.
struct CharacterCutter {
  private let text: String
  private let size: Int
  private let overlap: Int
  private var start: String.Index

  init(text: String, size: Int, overlap: Int) {
    self.text = text
    self.size = size
    self.overlap = overlap
    start = text.startIndex
  }

  mutating func next() -> Range<String.Index>? {
    guard start < text.endIndex else { return nil }
    let step = size - overlap
    let following = text.index(start, offsetBy: step, limitedBy: text.endIndex) ?? text.endIndex
    let end = text.index(following, offsetBy: overlap, limitedBy: text.endIndex) ?? text.endIndex
    defer { start = end == text.endIndex ? end : following }
    return start..<end
  }
}

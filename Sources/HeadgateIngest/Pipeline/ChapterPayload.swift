/// A chapter's text with the recipe by which it is to be ingested: what a queue keeps for a job, and
/// takes for the same work where both are the same.
enum ChapterPayload {
  private static let mark = "headgate chapter 1"

  static func bytes(_ text: String, recipe: String) -> [UInt8] {
    Array("\(mark)\n\(recipe.replacing("\n", with: " "))\n\(text)".utf8)
  }

  /// Where the text begins; `nil` where this is no payload of a chapter.
  static func textStart(_ payload: [UInt8]) -> Int? {
    let first = Array("\(mark)\n".utf8)
    guard payload.starts(with: first),
      let end = payload[first.count...].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    return end + 1
  }
}

/// A chapter read from a file.
public struct SourceChapter: Sendable, Hashable {
  /// Which it is.
  public var key: ChapterKey
  /// Its text; not blank.
  public var text: String
  /// The file that it is from.
  public var path: String

  /// A chapter of a file.
  public init(key: ChapterKey, text: String, path: String) {
    self.key = key
    self.text = text
    self.path = path
  }
}

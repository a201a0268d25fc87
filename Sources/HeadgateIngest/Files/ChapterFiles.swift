/// Chapters from files, folders and patterns, for ingestion.
///
/// A path may be a file, a folder, or a pattern with `*`, `?` and `**`. Of a folder, all files below
/// it with the endings `.txt`, `.text`, `.md`, `.markdown` and `.json` are read, in the order of
/// their names; names that begin with a dot are not. A file named itself is read whatever its
/// ending, as text where that is none of these.
///
/// A text file is one chapter. Markdown is one for each heading of level 1 or 2, or as ``markdown``
/// says. JSON is a list of `{"index": 0, "text": "…"}`.
///
/// The book and the number of a chapter depend on its file's path alone, so that the next run finds
/// the same ones:
/// - A file with several chapters, and all JSON, is the book of its name: `emma.json` has `emma/0`,
///   `emma/1`. Where the name is a number, the folder's goes before it: `emma/2.md` is `emma-2`.
/// - A file of one chapter is the chapter of the number in its name, of the folder's book:
///   `emma/chapter-03.txt` is `emma/3`. Without a number, or a folder, it is chapter 0 of the book
///   of its name.
///
/// What cannot be read is told in its place, and the rest goes on. Files are read one at a time, as
/// their chapters are asked for, on the caller's thread.
public struct ChapterFiles: Sequence, Sendable {
  /// Where Markdown is cut into chapters.
  public enum Markdown: Sendable, Hashable {
    /// At headings of at most this level, 1 to 6; what comes before the first is a chapter too.
    case headings(upTo: Int)
    /// Nowhere: a file is a chapter.
    case whole
  }

  /// The files, folders and patterns.
  public var paths: [String]
  /// Where Markdown is cut.
  public var markdown = Markdown.headings(upTo: 2)
  /// The longest file, in bytes; a longer one is a problem, and is not read to its end. The texts
  /// of a file are in memory at the same time, twice at most.
  public var mostBytes = 64 << 20
  /// The book of all chapters, in place of those that the paths give.
  public var book: String?

  /// The chapters of some paths.
  public init(_ paths: [String]) { self.paths = paths }

  /// A walk over chapters and problems, in the order of the paths.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Walks over chapters and problems.
  public struct Iterator: IteratorProtocol {
    private let files: ChapterFiles
    private var walk: FileWalk
    /// What the current file has left, the next one last.
    private var pending: [Result<SourceChapter, SourceProblem>] = []
    /// Which file has given a chapter.
    private var origins: [ChapterKey: String] = [:]

    init(_ files: ChapterFiles) {
      self.files = files
      walk = FileWalk(files.paths)
    }

    /// The next chapter, or what is wrong where one could be.
    public mutating func next() -> Result<SourceChapter, SourceProblem>? {
      while pending.isEmpty {
        switch walk.next() {
        case nil: return nil
        case .failure(let problem)?: return .failure(problem)
        case .success(let path)?:
          pending = ChapterFile(path: path, options: files).chapters().reversed()
        }
      }
      let result = pending.removeLast()
      guard case .success(let chapter) = result else { return result }
      if let origin = origins.updateValue(chapter.path, forKey: chapter.key) {
        origins[chapter.key] = origin
        return .failure(
          SourceProblem(
            chapter.path,
            "is \(chapter.key), as is \(origin), which was read; rename one of them"))
      }
      return result
    }
  }
}

import ArgumentParser
import HeadgateIngest
import HeadgateModel

/// Which chapters.
struct SourceOptions: ParsableArguments {
  enum Cut: String, ExpressibleByArgument, CaseIterable {
    case whole, headings
  }

  @Argument(
    help: ArgumentHelp(
      "Files, folders and patterns: text, Markdown, JSON. Without any, what the store has "
        + "unfinished goes on.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(help: "Whether Markdown is one chapter, or one for each heading of level 1 and 2.")
  var markdown: Cut = .headings

  @Option(
    help: ArgumentHelp("The book of all chapters, in place of what paths say.", valueName: "slug"))
  var book: String?

  @Option(
    help: ArgumentHelp("The longest file (default: 64MiB).", valueName: "size"),
    transform: { Int(try Measure.size.argument($0)) })
  var maxFileSize: Int?

  func validate() throws {
    if let book, book.isEmpty || book.utf8.contains(0) {
      throw ValidationError("--book must not be empty: write a short name, as in emma.")
    }
  }

  var files: ChapterFiles {
    var files = ChapterFiles(paths)
    files.markdown = markdown == .whole ? .whole : .headings(upTo: 2)
    files.book = book
    if let maxFileSize { files.mostBytes = maxFileSize }
    return files
  }
}

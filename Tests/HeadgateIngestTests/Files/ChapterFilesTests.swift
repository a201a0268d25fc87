import Foundation
import HeadgateIngest
import Testing

@Suite("Chapters from files")
struct ChapterFilesTests {
  private let folder = TemporaryFolder()

  /// What the walk gives, in short: the key and the text, or the path and what is wrong.
  private func read(
    _ names: [String], _ change: (inout ChapterFiles) -> Void = { _ in }
  ) -> [String] {
    var files = ChapterFiles(names.map { folder[$0] })
    change(&files)
    return files.map { result in
      switch result {
      case .success(let chapter): "\(chapter.key) \(chapter.text)"
      case .failure(let problem):
        problem.description.replacingOccurrences(of: folder.path + "/", with: "")
      }
    }
  }

  @Test("a folder's files come in the order of their names, numbered as their names are")
  func folderOfTexts() throws {
    try folder.write("Pride & Prejudice/chapter-02.txt", "two")
    try folder.write("Pride & Prejudice/chapter-01.txt", "one")
    try folder.write("Pride & Prejudice/10.md", "ten")
    try folder.write("Pride & Prejudice/preface.txt", "before")
    try folder.write("Pride & Prejudice/.hidden.txt", "not read")
    try folder.write("Pride & Prejudice/cover.png", "not read")
    #expect(
      read(["Pride & Prejudice"]) == [
        "pride-prejudice/10 ten", "pride-prejudice/1 one", "pride-prejudice/2 two",
        "preface/0 before",
      ])
  }

  @Test("a file named itself is read whatever its ending, and a pattern finds many")
  func filesAndPatterns() throws {
    try folder.write("emma.log", "one")
    try folder.write("a/b/x.txt", "two")
    try folder.write("a/y.txt", "three")
    #expect(read(["emma.log", "a/**/*.txt"]) == ["emma/0 one", "x/0 two", "y/0 three"])
    #expect(read(["a", "a/y.txt"]).count == 2)
  }

  @Test("JSON gives its chapters in the order of their numbers; an empty one fails alone")
  func json() throws {
    try folder.write(
      "emma.json",
      #"[{"index": 7, "text": "\u00e9\ud83d\ude00"}, {"index": 2, "text": " \n"}, "#
        + #"{"title": {"a": [1]}, "text": "two", "index": 1}]"#)
    #expect(
      read(["emma.json"]) == [
        "emma/1 two", "emma.json: the text of chapter emma/2 is empty", "emma/7 \u{E9}\u{1F600}",
      ])
  }

  @Test("Markdown is cut at headings of level 1 and 2, or not at all")
  func markdown() throws {
    let text = "before\n\n# One\n\ntext\n\n### Part\n\n## Two\n\n```\n# code\n```\nend\n"
    try folder.write("book.md", text)
    #expect(
      read(["book.md"]) == [
        "book/0 before\n\n", "book/1 # One\n\ntext\n\n### Part\n\n",
        "book/2 ## Two\n\n```\n# code\n```\nend\n",
      ])
    #expect(read(["book.md"]) { $0.markdown = .whole } == ["book/0 \(text)"])
    #expect(read(["book.md"]) { $0.markdown = .headings(upTo: 1) }.count == 2)
  }

  @Test("each unusable file is told in its place with what to do, and the rest is read")
  func problems() throws {
    try folder.write("all/a.txt", Array("ab\ncd".utf8) + [0xC3, 0x28])
    try folder.write("all/b.txt", "  \n")
    try folder.write("all/c.txt", "")
    try folder.write("all/d.json", "{\"index\": 0}")
    try folder.write("all/e.json", "[{\"index\": 0, \"text\": 5}]")
    try folder.write("all/f.txt", String(repeating: "x", count: 101))
    try folder.write("all/g.txt", [0xEF, 0xBB, 0xBF] + Array("good".utf8))
    let loop = folder["all/h-loop"]
    try FileManager.default.createSymbolicLink(
      atPath: loop, withDestinationPath: folder["all"])
    try FileManager.default.createSymbolicLink(
      atPath: folder["all/i-dangling"], withDestinationPath: folder["nowhere"])
    mkfifo(folder["all/j.txt"], 0o600)
    mkfifo(folder["pipe"], 0o600)
    #expect(
      read(["missing", "pipe", "all", "*.none"]) { $0.mostBytes = 100 } == [
        "missing: does not exist", "pipe: is neither a file nor a folder",
        "all/a.txt: is not UTF-8: the byte at offset 5 (line 2, column 3) begins no character; "
          + "convert it, for instance with iconv",
        "all/b.txt: the text is empty", "all/c.txt: the text is empty",
        "all/d.json: is no JSON list of chapters: line 1, column 1: a list was expected; "
          + "a file of chapters is a list of {\"index\": 0, \"text\": \"\u{2026}\"}",
        "all/e.json: is no JSON list of chapters: line 1, column 23: \"text\" must be a text",
        "all/f.txt: is larger than 100B; split it, or raise the bound", "g/0 good",
        "all/h-loop: is a link back to \(folder["all"]), which holds it; it was not entered"
          .replacingOccurrences(of: folder.path + "/", with: ""),
        "all/i-dangling: is a link that leads nowhere", "*.none: no file matches the pattern",
      ])
  }

  @Test("a folder without any file to read is told, and a file that fails when it is read")
  func nothingToRead() throws {
    try folder.write("b/x.png", "")
    #expect(read(["b"]) == ["b: there is no file to read in it (.txt, .md, .json)"])
    // Its first page is of nobody.
    let memory = ChapterFiles(["/proc/self/mem"]).map { $0.failure?.message }
    #expect(memory == ["cannot be read: Input/output error"])
  }

  @Test(
    "files and folders that may not be read are told",
    .enabled(if: geteuid() != 0, "the superuser may read all"))
  func forbidden() throws {
    try folder.write("a/x.txt", "one")
    try folder.write("b/x.txt", "")
    try #require(chmod(folder["a/x.txt"], 0) == 0 && chmod(folder["b"], 0) == 0)
    defer { chmod(folder["b"], 0o700) }
    #expect(
      read(["a", "b"]) == [
        "a/x.txt: cannot be read: permission denied", "b: cannot be read: permission denied",
      ])
  }

  @Test("a file of 1 GiB is refused by the bound, and the next one is read")
  func hugeFile() throws {
    try folder.write("1.txt", "")
    try #require(truncate(folder["1.txt"], 1 << 30) == 0)
    try folder.write("emma.txt", "two")
    #expect(
      read(["1.txt", "emma.txt"])
        == ["1.txt: is larger than 64MiB; split it, or raise the bound", "emma/0 two"])
  }

  @Test("two files that would be the same chapter are told, and the first is kept")
  func collisions() throws {
    try folder.write("a/emma.txt", "one")
    try folder.write("b/emma.txt", "two")
    #expect(
      read(["a", "b"]) == [
        "emma/0 one", "b/emma.txt: is emma/0, as is a/emma.txt, which was read; rename one of them",
      ])
  }

  @Test("a book named by the caller is that of all chapters")
  func namedBook() throws {
    try folder.write("a/1.txt", "one")
    try folder.write("a/2.txt", "two")
    #expect(read(["a"]) { $0.book = "mine" } == ["mine/1 one", "mine/2 two"])
  }

  @Test("files are read one at a time, as their chapters are asked for")
  func laziness() throws {
    for number in 0..<5 { try folder.write("a/\(number).txt", "text \(number)") }
    var iterator = ChapterFiles([folder["a"]]).makeIterator()
    #expect(try iterator.next()?.get().text == "text 0")
    try folder.write("a/1.txt", "changed")
    #expect(try iterator.next()?.get().text == "changed")
  }
}

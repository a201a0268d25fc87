internal import HeadgateModel

/// Reads one file's chapters.
struct ChapterFile {
  let path: String
  let options: ChapterFiles

  private typealias Part = (chapter: Int, text: String)

  /// The chapters in order, or in their place what is wrong with them.
  func chapters() -> [Result<SourceChapter, SourceProblem>] {
    let name = FileName(path)
    do {
      var bytes = try FileAccess.read(path, limit: options.mostBytes)
      if name.ending == "json" { return results(try parts(json: bytes), book: name.ofSeveral) }
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      let parts = parts(text: try FileAccess.text(bytes), name)
      guard parts.count == 1 else { return results(parts, book: name.ofSeveral) }
      let key = name.ofOne
      return results([(key.chapter, parts[0].text)], book: key.book)
    } catch let problem as FileProblem {
      return [.failure(SourceProblem(path, Self.words(problem)))]
    } catch let problem as ScenarioProblem {
      return [.failure(SourceProblem(path, Self.words(problem)))]
    } catch {
      return [.failure(SourceProblem(path, "cannot be read: \(error)"))]
    }
  }

  private func results(_ parts: [Part], book: String) -> [Result<SourceChapter, SourceProblem>] {
    parts.map { part in
      let key = ChapterKey(book: options.book ?? book, chapter: part.chapter)
      guard part.text.contains(where: { !$0.isWhitespace }) else {
        return .failure(
          SourceProblem(
            path, parts.count == 1 ? "the text is empty" : "the text of chapter \(key) is empty"))
      }
      return .success(SourceChapter(key: key, text: part.text, path: path))
    }
  }

  private func parts(text: String, _ name: FileName) -> [Part] {
    guard name.ending == "md" || name.ending == "markdown",
      case .headings(let level) = options.markdown
    else { return [(0, text)] }
    let parts = MarkdownChapters.split(text, level: level)
    return parts.isEmpty ? [(0, text)] : parts.enumerated().map { ($0, $1) }
  }

  private func parts(json bytes: [UInt8]) throws -> [Part] {
    _ = try FileAccess.text(bytes)
    var parts: [Part] = []
    try ChapterJSON.read(bytes, file: path) { index, text in
      parts.append((Int(index), String(decoding: text, as: UTF8.self)))
    }
    return parts.sorted { $0.chapter < $1.chapter }
  }

  private static func words(_ problem: FileProblem) -> String {
    if let offset = problem.offset {
      return "is not UTF-8: the byte at offset \(offset) (line \(problem.line), column "
        + "\(problem.column)) begins no character; convert it, for instance with iconv"
    }
    return problem.message + (problem.isTooLarge ? "; split it, or raise the bound" : "")
  }

  private static func words(_ problem: ScenarioProblem) -> String {
    let hint = problem.hint.map { "; \($0)" } ?? ""
    return "is no JSON list of chapters: line \(problem.location.line), column "
      + "\(problem.location.column): \(problem.message)\(hint)"
  }
}

internal import HeadgateEngine

/// What is kept of a chapter between two stages: where its chunks are in its text, and their vectors.
/// The text itself is in the job's payload.
enum ChapterCheckpoint {
  private static let version = 1

  static func bytes(_ chapter: IngestedChapter) -> [UInt8] {
    var writer = ByteWriter()
    let dimension = chapter.vectors.first?.count ?? 0
    writer.reserve(64 + chapter.chunks.count * (16 + 4 * dimension))
    writer.number(version)
    writer.number(chapter.chunks.count)
    for chunk in chapter.chunks {
      writer.number(chunk.offset)
      writer.number(chunk.text.utf8.count)
    }
    writer.text(chapter.model)
    writer.number(chapter.vectors.count)
    writer.number(dimension)
    for vector in chapter.vectors { for element in vector { writer.float(element) } }
    return writer.bytes
  }

  static func chapter(
    _ bytes: [UInt8], _ job: JobSubmission
  ) throws(StageFailure) -> IngestedChapter {
    guard let start = ChapterPayload.textStart(job.payload) else { throw .noChapter }
    do {
      var chapter = IngestedChapter(
        bookSlug: job.bookSlug, chapterIndex: job.chapterIndex, text: "")
      try read(bytes, text: job.payload[start...], into: &chapter)
      return chapter
    } catch {
      throw .permanent("its checkpoint is damaged; submit the chapter again")
    }
  }

  private static func read(
    _ bytes: [UInt8], text: ArraySlice<UInt8>, into chapter: inout IngestedChapter
  ) throws(ByteReader.Damage) {
    var reader = ByteReader(bytes)
    guard try reader.number() == version else { throw ByteReader.Damage() }
    for index in 0..<(try reader.number()) {
      let (offset, count) = (try reader.number(), try reader.number())
      guard offset <= text.count, count <= text.count - offset else { throw ByteReader.Damage() }
      let start = text.startIndex + offset
      guard let piece = String(validating: text[start..<start + count], as: UTF8.self) else {
        throw ByteReader.Damage()
      }
      chapter.chunks.append(TextChunk(index: index, text: piece, offset: offset))
    }
    chapter.model = try reader.text()
    let (count, dimension) = (try reader.number(), try reader.number())
    guard count == 0 || count == chapter.chunks.count else { throw ByteReader.Damage() }
    for _ in 0..<count {
      var vector: [Float] = []
      for _ in 0..<dimension { vector.append(try reader.float()) }
      chapter.vectors.append(vector)
    }
    guard reader.isAtEnd else { throw ByteReader.Damage() }
  }
}

extension StageFailure {
  /// Something else than a chapter was put into the queue.
  static var noChapter: StageFailure {
    .permanent("the job is no chapter of headgate's ingestion; give each use a file of its own")
  }
}

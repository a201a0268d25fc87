import Foundation
import HeadgateCore
import HeadgateEngine
import HeadgateModel
import Logging
import Testing

struct TutorialTests {
  private struct Model: EmbeddingModel {
    func encode(_ texts: [String]) async throws -> [[Float]] {
      texts.map { [Float($0.utf8.count)] }
    }
  }

  private struct Store: ChapterStore {
    let stored = Recorded<ChapterJob>()
    func upsert(_ job: ChapterJob) async throws { stored.add(job) }
  }

  private static let chapters = (0..<20).map {
    SourceChapter(index: $0, text: String(repeating: "word ", count: 200))
  }

  private static func folder(_ path: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: path)
  }

  private static func lines(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The Swift blocks of an article, without their indentation.
  private static func blocks(_ article: URL) throws -> [[String]] {
    var blocks: [[String]] = []
    var open: [String]?
    for line in try lines(article) {
      if line == "```swift" {
        open = []
      } else if line.hasPrefix("```"), let block = open {
        blocks.append(block)
        open = nil
      } else {
        open?.append(line)
      }
    }
    return blocks
  }

  @Test(
    "Every block of code in an article is compiled, line by line",
    arguments: ["IngestingChapters.md", "DurableIngestion.md"])
  func compiled(_ article: String) throws {
    let code = try Self.lines(Self.folder("TutorialCode.swift"))
    let blocks = try Self.blocks(
      Self.folder("../../../Sources/HeadgateEngine/Documentation.docc/\(article)"))
    #expect(!blocks.isEmpty)
    for block in blocks {
      let isThere = code.indices.contains { start in
        code[start...].starts(with: block)
      }
      #expect(isThere, "not in TutorialCode.swift:\n\(block.joined(separator: "\n"))")
    }
  }

  @Test("Basic ingestion does what the article says")
  func basicIngestion() async throws {
    let store = Store()
    let printed = try await Tutorial.basicIngestion(Self.chapters, Model(), store)
    #expect(printed.prefix(20) == (1...20).map { "job-\($0): completed" }[...])
    #expect(printed.count == 21)
    #expect(store.stored.all.map(\.chapterIndex).sorted() == Array(0..<20))
    #expect(store.stored.all.allSatisfy { $0.chunks.count == 2 && $0.vectors.count == 2 })
  }

  @Test("The other pieces of the article do what it says")
  func pieces() async throws {
    let store = Store()
    let stages = Tutorial.stages(Model(), store)
    #expect(try await Tutorial.parity(Self.chapters, stages) == 20)
    #expect(Tutorial.configuration(stages).settings.rate == .aggressive)
    let queue = InMemoryJobQueue()
    for chapter in Self.chapters {
      _ = try await queue.enqueue(
        JobSubmission(bookSlug: "my_book", chapterIndex: chapter.index, text: chapter.text))
    }
    #expect(try await Tutorial.durable(queue, stages) == 20)
    #expect(store.stored.count == 40)
    #expect(try await Tutorial.rateController([1, 2, 3]).permits == 3)
    #expect(try await Tutorial.queueAlone(InMemoryJobQueue()) == JobCounts(completed: 1))
  }
}

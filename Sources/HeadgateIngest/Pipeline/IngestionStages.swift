internal import HeadgateCore
package import HeadgateEngine
internal import HeadgateModel
internal import Synchronization

/// The three stages between a chapter's text and the document store.
package struct IngestionStages: Sendable {
  let chunker: Chunker
  let embedder: any Embedder
  /// Where chapters go; `nil` keeps none.
  let store: DocumentStore?
  let storedChunks = StoredChunks()

  package init(chunker: Chunker, embedder: any Embedder, store: DocumentStore?) {
    self.chunker = chunker
    self.embedder = embedder
    self.store = store
  }

  /// How many chunks have been stored.
  final class StoredChunks: Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .relaxed) }

    func add(_ count: Int) { value.add(count, ordering: .relaxed) }
  }

  package func stages(_ settings: IngestionSettings) -> [IngestionStage<IngestedChapter>] {
    var stages = IngestionStage.preset(
      settings.environment,
      chunk: .results { chapters, _ in await chunk(chapters) },
      embed: .results { chapters, _ in await embed(chapters) },
      store: .results { chapters, context in await keep(chapters, of: context.ids) })
    stages[1].settings.breaker = settings.breaker
    return stages
  }

  private typealias Results = [Result<IngestedChapter, StageFailure>]

  private func chunk(_ chapters: [IngestedChapter]) async -> Results {
    let results = await chunker.chunk(chapters.map(\.text))
    return zip(chapters, results).map { chapter, result in
      result.map { chunks in
        var chapter = chapter
        // The chunks are the text.
        chapter.text = ""
        chapter.chunks = chunks
        return chapter
      }
    }
  }

  private func embed(_ chapters: [IngestedChapter]) async -> Results {
    let results = await embedder.embed(chapters.map(\.chunks))
    return zip(chapters, results).map { chapter, result in
      result.map { embedded in
        var chapter = chapter
        chapter.vectors = embedded.map(\.vector)
        chapter.model = embedder.model
        return chapter
      }
    }
  }

  /// Vectors go under the name of what made them, which after a crash may be another model than now.
  /// Texts of a chapter are told apart by their jobs: a process that was thought dead, and wakes up
  /// with an old one, does no harm.
  private func keep(_ chapters: [IngestedChapter], of jobs: [IngestionJobID]) async -> Results {
    guard let store else { return chapters.map { .success($0) } }
    var results = Results(repeating: .failure(.transient("not stored")), count: chapters.count)
    var left = Array(chapters.indices)
    while let first = left.first {
      let model = chapters[first].model
      let places = left.filter { chapters[$0].model == model }
      left.removeAll { chapters[$0].model == model }
      let outcomes = await store.store(
        places.map { chapters[$0].embedded(as: jobs[$0].ordinal) }, model: model)
      for (place, outcome) in zip(places, outcomes) {
        results[place] = outcome.map { stored(chapters[place], $0) }
      }
    }
    return results
  }

  private func stored(_ chapter: IngestedChapter, _ outcome: StoringOutcome) -> IngestedChapter {
    storedChunks.add(outcome.chunks)
    return IngestedChapter(
      bookSlug: chapter.bookSlug, chapterIndex: chapter.chapterIndex, text: "")
  }
}

extension IngestedChapter {
  fileprivate func embedded(as revision: Int64) -> EmbeddedChapter {
    EmbeddedChapter(
      key: key, chunks: zip(chunks, vectors).map { EmbeddedChunk(chunk: $0, vector: $1) },
      revision: revision)
  }
}

import ArgumentParser
import HeadgateIngest

/// How chapters are cut.
struct ChunkOptions: ParsableArguments {
  enum Unit: String, ExpressibleByArgument, CaseIterable {
    case characters, sentences
  }

  @Option(help: "What a chunk is made of; never a part of a character.")
  var chunkBy: Unit = .sentences

  @Option(help: ArgumentHelp("The most characters in a chunk.", valueName: "n"))
  var chunkSize = 1_000

  @Option(
    help: ArgumentHelp(
      "Characters of a chunk that the next one repeats, at most half of its size; of sentences "
        + "whole ones.",
      valueName: "n"))
  var overlap = 0

  func validate() throws { _ = try make() }

  func make() throws -> Chunker {
    do {
      return switch chunkBy {
      case .characters: try .characters(chunkSize, overlap: overlap)
      case .sentences: try .sentences(upTo: chunkSize, overlap: .characters(overlap))
      }
    } catch {
      throw ValidationError("\(error.message).")
    }
  }
}

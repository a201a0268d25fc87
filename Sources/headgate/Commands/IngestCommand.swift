import ArgumentParser
import Foundation
import HeadgateIngest
import HeadgateReport

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Chunk, embed and store chapters of files, and survive whatever happens meanwhile.",
    discussion: """
      Chapters go through the live pipeline into an SQLite store. What was submitted is kept there \
      until it is stored, also when the process is killed: the same command again goes on where it \
      was. Chapters that are stored already are left out, changed ones are ingested anew. Ctrl-C \
      stops within seconds, a second one at once. Several processes may share a store.

      The exit code is 0 where all is stored, and 3 where a chapter failed or a file could not be \
      read; the rest is stored then.

        headgate ingest chapters
        headgate ingest chapters --chunk-size 500 --store small.sqlite
        headgate ingest --store small.sqlite --retry-dead --check

      With a server: --embedder http://localhost:8080 --model all-minilm-l6-v2
      """)

  @OptionGroup var sources: SourceOptions

  @Option(
    help: ArgumentHelp("The store (default: \(defaultStore)).", valueName: "path"),
    completion: .file())
  var store: String?

  @OptionGroup var embedder: EmbedderOptions
  @OptionGroup var chunks: ChunkOptions
  @OptionGroup var pipeline: PipelineOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Higher goes first, -32768 to 32767.", valueName: "n"))
  var priority = 0

  @Flag(help: "Try everything again that was given up earlier.")
  var retryDead = false

  @Flag(help: "Look the whole store through at the end, for chunks missing and damage.")
  var check = false

  @OptionGroup var output: OutputOptions

  @Flag(name: .shortAndLong, help: "No progress or notes on stderr.")
  var quiet = false

  private static let defaultStore = "Results/library.sqlite"

  func validate() throws {
    if Int16(exactly: priority) == nil {
      throw ValidationError("--priority must be -32768 to 32767.")
    }
  }

  func run() async throws {
    let path = store ?? Self.defaultStore
    if sources.paths.isEmpty, !FileManager.default.fileExists(atPath: path) {
      throw CommandFailure(
        .usage, "nothing to ingest: name files or folders, or a store with unfinished chapters")
    }
    let session = IngestSession(
      path: path, files: sources.files, priority: priority, retriesDeadLetters: retryDead,
      checks: check,
      format: output.format, renderer: .forStandardOutput(output.colour), isQuiet: quiet)
    Interruption.listen()
    try await session.run(
      embedder: try embedder.make(),
      settings: pipeline.settings(try chunks.make(), isHashing: embedder.isHashing)
    ).exit()
  }
}

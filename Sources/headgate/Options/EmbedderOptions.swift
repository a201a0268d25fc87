import ArgumentParser
import Foundation
import HeadgateIngest
import HeadgateModel

/// What makes the vectors.
struct EmbedderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What embeds: hashing (offline, by words, no model), or the URL of a server that speaks "
        + "/v1/embeddings; that path is added to a URL without one.",
      valueName: "hashing|url"))
  var embedder = "hashing"

  @Option(help: ArgumentHelp("The model that the server is asked for.", valueName: "name"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Numbers in a vector (default: 256 by hashing, what the server gives).", valueName: "n"))
  var dimension: Int?

  @Option(
    help: ArgumentHelp(
      "The environment variable that holds the server's key.", valueName: "name"))
  var apiKeyEnv: String?

  @Option(
    help: ArgumentHelp(
      "The longest wait for an answer of the server (default: 60s).", valueName: "duration"),
    transform: { Duration.nanoseconds(try Measure.duration.argument($0)) })
  var timeout: Duration?

  var isHashing: Bool { embedder == "hashing" }

  func validate() throws { _ = try make() }

  func make() throws -> any Embedder {
    do {
      return isHashing ? try hashing() : try client()
    } catch let error as IngestSettingError {
      throw ValidationError(error.message + ".")
    }
  }

  private func hashing() throws -> HashingEmbedder {
    let idle = [
      ("--model", model != nil), ("--api-key-env", apiKeyEnv != nil), ("--timeout", timeout != nil),
    ]
    if let option = idle.first(where: \.1)?.0 {
      throw ValidationError("\(option) is for a server: write --embedder URL with it.")
    }
    return try HashingEmbedder(dimension: dimension ?? 256)
  }

  private func client() throws -> EmbeddingClient {
    guard embedder.hasPrefix("http://") || embedder.hasPrefix("https://") else {
      throw ValidationError(
        "--embedder '\(embedder)' is neither 'hashing' nor a URL: write hashing, or "
          + "http://localhost:8080.")
    }
    guard let model else {
      throw ValidationError("a server needs the name of a model: write --model NAME with it.")
    }
    var settings = EmbeddingSettings(
      url: url, model: model, apiKey: try apiKey(), dimension: dimension)
    settings.timeout = timeout ?? .seconds(60)
    return try EmbeddingClient(settings)
  }

  private var url: String {
    let place = embedder.drop { $0 != ":" }.dropFirst(3)
    guard let slash = place.firstIndex(of: "/") else { return embedder + "/v1/embeddings" }
    return slash == place.index(before: place.endIndex) ? embedder + "v1/embeddings" : embedder
  }

  private func apiKey() throws -> Secret? {
    guard let apiKeyEnv else { return nil }
    guard let key = ProcessInfo.processInfo.environment[apiKeyEnv], !key.isEmpty else {
      throw ValidationError(
        "the environment has no variable '\(apiKeyEnv)': set it to the server's key, or leave "
          + "--api-key-env out.")
    }
    return Secret(key)
  }
}

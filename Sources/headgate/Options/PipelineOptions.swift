public import ArgumentParser
import HeadgateCore
import HeadgateIngest
public import HeadgateModel

extension EnvironmentPreset: ExpressibleByArgument {}

/// How large the pipeline is, how fast, and how patient.
struct PipelineOptions: ParsableArguments {
  /// A preset's name, or none.
  struct Controller: ExpressibleByArgument {
    let preset: ControllerPreset?

    init?(argument: String) {
      preset = ControllerPreset(rawValue: argument)
      if preset == nil, argument != "none" { return nil }
    }

    static var allValueStrings: [String] {
      ["none"] + ControllerPreset.allCases.map(\.rawValue)
    }
  }

  @Option(help: "Workers, batches and rate; `headgate presets` shows them.")
  var environment: EnvironmentPreset = .standard

  @Option(
    help:
      "Chapters a second, and how that adapts (default: none by hashing, else the environment's)."
  )
  var controller: Controller?

  @Option(help: ArgumentHelp("Attempts at a chapter until it is given up.", valueName: "n"))
  var attempts: Int?

  func validate() throws {
    if let attempts, !(1...1_000).contains(attempts) {
      throw ValidationError("--attempts must be 1 to 1000.")
    }
  }

  func settings(_ chunker: Chunker, isHashing: Bool) -> IngestionSettings {
    var settings = IngestionSettings(chunker: chunker, environment: environment)
    // Hashing loads nobody but this machine.
    if isHashing { (settings.rate, settings.limiter) = (nil, nil) }
    if let controller {
      settings.rate = controller.preset?.settings
      settings.limiter = controller.preset?.limiter
    }
    if let attempts { settings.retry.maxAttempts = attempts }
    return settings
  }
}

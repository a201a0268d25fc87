import ArgumentParser
import HeadgateStore

/// Where baselines are kept.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of baselines (default: \(BaselineFolder.defaultPath)).", valueName: "folder"),
    completion: .directory)
  var baselines: String?

  var folder: BaselineFolder { BaselineFolder(path: baselines ?? BaselineFolder.defaultPath) }
}

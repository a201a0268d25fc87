import ArgumentParser

/// Where results are kept.
struct StoreOptions: ParsableArguments {
  static let defaultPath = "Results/headgate.sqlite"

  @Option(
    help: ArgumentHelp("The results store (default: \(defaultPath)).", valueName: "path"),
    completion: .file())
  var store: String?

  var path: String { store ?? Self.defaultPath }
}

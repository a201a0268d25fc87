import Foundation
import HeadgateModel
import Testing

/// A scenario file that ships with the project.
struct ShippedScenario: Sendable, CustomTestStringConvertible {
  /// Relative to `Scenarios/`.
  let name: String

  var path: String { Self.folder.appendingPathComponent(name).path }
  var testDescription: String { name }

  func load() throws -> Scenario { try ScenarioLoader.load(path: path) }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios")

  /// Every YAML file under `Scenarios/`, in order of its path.
  static let all: [ShippedScenario] = {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".space.yaml") }.sorted()
      .map(ShippedScenario.init)
  }()

  /// Those that take seconds at most: no day of virtual time, no million jobs for a stopwatch.
  static let quick = all.filter { $0.name != "soak.yaml" && !$0.name.hasPrefix("bench/") }

  /// Of these, the ones that an operator's question stands behind.
  static let operational = quick.filter { !$0.name.contains("/") }
}

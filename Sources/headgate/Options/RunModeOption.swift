public import ArgumentParser
public import HeadgateModel
import HeadgateSimulator

extension RunMode: ExpressibleByArgument {}

extension RunMode {
  /// What carries out runs of this mode.
  ///
  /// - Throws: a usage error where this build cannot run in the mode.
  func backend() throws -> any RunBackend {
    switch self {
    case .sim: SimulatorBackend()
    case .virtual, .live:
      throw ValidationError(
        "--mode \(rawValue) is not in this build: it has the simulator, --mode sim, alone.")
    }
  }

  /// The backends of `--mode`, each once, in the order given; the simulator where none is.
  ///
  /// - Throws: a usage error where this build cannot run in one of the modes.
  static func backends(_ modes: [RunMode]) throws -> [any RunBackend] {
    var distinct: [RunMode] = []
    for mode in modes where !distinct.contains(mode) { distinct.append(mode) }
    return try (distinct.isEmpty ? [.sim] : distinct).map { try $0.backend() }
  }
}

public import ArgumentParser
import HeadgateEngine
public import HeadgateModel
import HeadgateSimulator

extension RunMode: ExpressibleByArgument {}

extension RunMode {
  /// What carries out runs of this mode.
  func backend() -> any RunBackend {
    switch self {
    case .sim: SimulatorBackend()
    case .virtual: EngineBackend.virtual()
    case .live: EngineBackend.live
    }
  }

  /// The backends of `--mode`, each once, in the order given; the simulator where none is.
  static func backends(_ modes: [RunMode]) -> [any RunBackend] {
    var distinct: [RunMode] = []
    for mode in modes where !distinct.contains(mode) { distinct.append(mode) }
    return (distinct.isEmpty ? [.sim] : distinct).map { $0.backend() }
  }
}

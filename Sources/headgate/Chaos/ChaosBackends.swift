import ArgumentParser
import HeadgateLab
import HeadgateModel
import HeadgateSimulator

/// The order in which tasks that are ready at one moment go on.
enum ChaosOrder: String, ExpressibleByArgument, CaseIterable {
  /// As they became ready.
  case fifo
  /// As the seed has it.
  case random
}

/// What runs random scenarios.
struct ChaosBackends {
  var mode: RunMode
  var order: ChaosOrder

  /// - Throws: a usage error where this build cannot run so.
  func check() throws {
    guard mode == .sim else {
      _ = try mode.backend()
      return
    }
    if order == .random {
      throw ValidationError("--order random is of the engine: write --mode virtual.")
    }
  }

  var ofSeed: ChaosTrial.BackendOfSeed {
    { _ in SimulatorBackend() }
  }

  /// What a run is held against.
  var reference: any RunBackend { SimulatorBackend() }
}

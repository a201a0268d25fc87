import ArgumentParser
import HeadgateEngine
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

  /// - Throws: a usage error where there is no running so.
  func check() throws {
    if mode == .live {
      throw ValidationError("chaos needs a clock of its own: write --mode virtual, or sim.")
    }
    if mode == .sim, order == .random {
      throw ValidationError("--order random is of the engine: write --mode virtual.")
    }
  }

  /// The backend for a seed. The engine looks at the machine's own invariants after every input.
  var ofSeed: ChaosTrial.BackendOfSeed {
    let (mode, order) = (mode, order)
    return { seed in
      guard mode == .virtual else { return SimulatorBackend() }
      return EngineBackend.virtual(
        order: order == .random ? .random(seed: seed) : .firstComeFirstServed,
        checksInvariants: true)
    }
  }

  /// What a run is held against.
  var reference: any RunBackend { SimulatorBackend() }
}

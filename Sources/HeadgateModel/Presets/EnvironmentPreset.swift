public import HeadgateCore

/// The environments that a scenario may name: three stages with their workers and batches, and a
/// controller.
public enum EnvironmentPreset: String, Sendable, CaseIterable {
  case local, standard
  case highThroughput = "high-throughput"

  /// One line for help.
  public var summary: String {
    switch self {
    case .local: "development: 2 workers a stage, batches of 5, conservative"
    case .standard: "production: 4, 6 and 4 workers, batches of 10, 4 and 10, balanced"
    case .highThroughput: "bulk loads: 8, 12 and 8 workers, batches of 20, 10 and 20, aggressive"
    }
  }

  public var controller: ControllerPreset {
    switch self {
    case .local: .conservative
    case .standard: .balanced
    case .highThroughput: .aggressive
    }
  }

  /// Chunk, embed and store; their service models are the same in every environment.
  public var stages: [StageSettings] {
    zip(Self.services, sizes).map { service, size in
      StageSettings(
        name: service.name, workers: size.workers, buffer: buffer, batchSize: size.batch,
        linger: 10 * .millisecond, service: service.settings)
    }
  }

  private var sizes: [(workers: Int, batch: Int)] {
    switch self {
    case .local: [(2, 5), (2, 5), (2, 5)]
    case .standard: [(4, 10), (6, 4), (4, 10)]
    case .highThroughput: [(8, 20), (12, 10), (8, 20)]
    }
  }

  private var buffer: Int {
    switch self {
    case .local: 50
    case .standard: 100
    case .highThroughput: 200
    }
  }

  /// Splitting is processor time by length, embedding a call by batch, storing a transaction.
  private static let services: [(name: String, settings: ServiceSettings)] = [
    (
      "chunk",
      ServiceSettings(
        base: .constant(1e6), perItem: .lognormal(mean: 2e6, cv: 0.5), perKiB: .constant(50e3))
    ),
    (
      "embed",
      ServiceSettings(base: .constant(15e6), perItem: .exponential(mean: 30e6))
    ),
    ("store", ServiceSettings(base: .constant(2e6), perItem: .constant(5e6))),
  ]
}

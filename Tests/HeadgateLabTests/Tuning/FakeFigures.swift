import HeadgateCore
import HeadgateModel
import Synchronization

/// A backend whose figures are whatever the test says, and which remembers who asked.
final class FakeFigures: FigureBackend {
  struct Run: Hashable {
    /// The scenario's, by which it is told from others.
    var seed: UInt64
    var replication: Int
  }

  typealias Body =
    @Sendable (_ metric: String, RunSpecification, _ replication: Int) throws -> Double?

  private let body: Body
  private let log = Mutex<[Run]>([])

  init(_ body: @escaping Body) { self.body = body }

  func figures(
    _ names: [String], of specification: RunSpecification, replication: Int,
    isCancelled: (@Sendable () -> Bool)?
  ) throws -> [Double?] {
    log.withLock { $0.append(Run(seed: specification.seed, replication: replication)) }
    return try names.map { try body($0, specification, replication) }
  }

  /// Every run so far.
  var runs: [Run] { log.withLock { $0 } }

  /// A number in [0, 1) that a universe has, whatever the settings.
  static func noise(_ specification: RunSpecification, _ replication: Int) -> Double {
    var z = specification.seed &* 31 &+ UInt64(replication) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}

/// The choice of the system with the smallest mean among several, one replication at a time,
/// dropping those that are surely not it: procedure KN (Kim and Nelson, 2001), with c = 1.
///
/// Replications on common random numbers are allowed, and help. With probability 1 − α the system
/// that stays is the best, or its mean within δ of the best.
public struct KimNelson: Sendable, Equatable {
  public struct Elimination: Sendable, Equatable {
    /// Replications that the system had.
    public let replications: Int
    public let system: Int

    public init(replications: Int, system: Int) {
      self.replications = replications
      self.system = system
    }
  }

  public let systems: Int
  /// n₀: replications of every system before the first is dropped.
  public let firstStage: Int
  /// The indifference zone, in the unit of the values.
  public let delta: Double
  /// h² = 2η(n₀ − 1).
  public let hSquared: Double
  /// Systems still in the race, ascending.
  public private(set) var survivors: [Int]
  /// What was dropped, in order.
  public private(set) var eliminations: [Elimination] = []
  /// Replications that every survivor has.
  public private(set) var replications = 0
  private var sums: [Double]
  private var firstValues: [[Double]] = []
  /// S²: the variance of the difference of two systems over the first stage.
  private var variances: [[Double]] = []

  /// - Parameters:
  ///   - systems: At least 2.
  ///   - firstStage: At least 2; ten or more serve well.
  ///   - alpha: The chance of a wrong choice, below 1 − 1/systems.
  public init(systems: Int, firstStage: Int = 10, alpha: Double = 0.05, delta: Double) {
    precondition(delta > 0, "an indifference zone has a width")
    self.systems = systems
    self.firstStage = firstStage
    self.delta = delta
    hSquared = Self.hSquared(systems: systems, firstStage: firstStage, alpha: alpha)
    survivors = Array(0..<systems)
    sums = [Double](repeating: 0, count: systems)
  }

  /// The system chosen, once one alone is left.
  public var best: Int? { survivors.count == 1 ? survivors[0] : nil }

  /// The survivor with the smallest mean so far, for a race that is cut short.
  public var leader: Int {
    survivors.reduce(survivors[0]) { sums[$1] < sums[$0] ? $1 : $0 }
  }

  /// Takes one more replication of every survivor, in the order of `survivors`.
  public mutating func add(_ values: [Double]) {
    precondition(values.count == survivors.count, "every survivor has a value")
    precondition(best == nil, "the choice is made")
    for (system, value) in zip(survivors, values) { sums[system] += value }
    replications += 1
    if replications <= firstStage { firstValues.append(values) }
    guard replications >= firstStage else { return }
    if replications == firstStage { variances = Self.variances(of: firstValues) }
    screen()
  }

  private mutating func screen() {
    let r = Double(replications)
    var kept = survivors.filter { system in
      survivors.allSatisfy { other in
        let allowed =
          delta / (2 * r) * (hSquared * variances[system][other] / (delta * delta) - r)
        return sums[system] / r <= sums[other] / r + max(0, allowed)
      }
    }
    // Beyond this no room is left, and only means that are equal to the last bit remain.
    let widest = survivors.flatMap { i in survivors.map { variances[i][$0] } }.max() ?? 0
    if r > hSquared * widest / (delta * delta) { kept = [leader] }
    eliminations += survivors.filter { !kept.contains($0) }.map {
      Elimination(replications: replications, system: $0)
    }
    survivors = kept
  }

  private static func variances(of rows: [[Double]]) -> [[Double]] {
    let systems = rows[0].indices
    return systems.map { i in
      systems.map { j in SampleMoments(rows.map { $0[i] - $0[j] }).variance ?? 0 }
    }
  }
}

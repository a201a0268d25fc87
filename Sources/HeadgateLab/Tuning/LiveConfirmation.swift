import HeadgateCore
public import HeadgateModel
import HeadgateStatistics

/// Whether the wall clock puts settings in the order that the simulator predicts.
///
/// All entrants meet the same arrivals and the same work, in simulation and live; the live runs go by
/// rounds of random order, so that the machine's moods hit all alike.
public struct LiveConfirmation: Sendable {
  /// Settings to be put in order.
  public struct Entrant: Sendable, Equatable {
    public var name: String
    public var settings: [VariantSetting]

    public init(name: String, settings: [VariantSetting]) {
      self.name = name
      self.settings = settings
    }
  }

  let objective: TuningObjective
  let windowFigures: [WindowFigure]
  let simulator: any FigureBackend
  let settings: TuningConfirmationSettings
  let seed: UInt64

  /// - Parameters:
  ///   - space: Its first objective puts the entrants in order.
  ///   - seed: Decides the order of each round.
  public init(
    space: TuningSpace, simulator: any FigureBackend, settings: TuningConfirmationSettings,
    seed: UInt64
  ) {
    objective = space.objectives[0]
    windowFigures = space.windowFigures
    self.simulator = simulator
    self.settings = settings
    self.seed = seed
  }

  /// Runs every entrant in the simulator and then live, round by round.
  ///
  /// Entrants whose settings make no scenario here, or give no sample in simulation, do not run.
  ///
  /// - Throws: `ReplicationFailure` where a live run broke; `RunInterrupted`.
  public func run(
    _ entrants: [Entrant], progress: (@Sendable (TuningProgress) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) async throws -> TuningConfirmation {
    let field = try field(of: entrants, isCancelled)
    let clock = PhaseClock(
      .confirmation, total: field.count * settings.runs, report: progress)
    var runs = field.map { _ in [Double]() }
    var random = Xoshiro256PlusPlus(seed: seed)
    var done = 0
    for round in 0..<settings.runs {
      for place in random.shuffled(field.count) {
        if Task.isCancelled || isCancelled?() == true { throw RunInterrupted() }
        if let value = try await live(field[place], round, isCancelled) {
          runs[place].append(value)
        }
        done += 1
        clock.report(completed: done)
      }
    }
    return confirmation(field, runs)
  }

  private struct Prediction {
    var name: String
    var specification: RunSpecification
    var value: Double
  }

  /// The entrants in the simulator's order, best first.
  private func field(
    of entrants: [Entrant], _ isCancelled: (@Sendable () -> Bool)?
  ) throws -> [Prediction] {
    let metric = objective.metric.description
    var field: [Prediction] = []
    for entrant in entrants {
      guard let variant = try? settings.template.variant(with: entrant.settings) else { continue }
      var specification = variant.specification
      specification.windowFigures = windowFigures
      let figures: [Double?]
      do {
        figures = try simulator.figures(
          [metric], of: specification, replication: 0, isCancelled: isCancelled)
      } catch let error as RunInterrupted {
        throw error
      } catch {
        continue
      }
      guard let value = figures[0] else { continue }
      field.append(Prediction(name: entrant.name, specification: specification, value: value))
    }
    let sign = objective.goal == .minimize ? 1.0 : -1.0
    return field.indices
      .sorted { (sign * field[$0].value, $0) < (sign * field[$1].value, $1) }
      .map { field[$0] }
  }

  private func live(
    _ entrant: Prediction, _ round: Int, _ isCancelled: (@Sendable () -> Bool)?
  ) async throws -> Double? {
    do {
      let result = try await settings.backend.run(
        entrant.specification, replication: 0, options: RunOptions(isCancelled: isCancelled))
      return result.metric(objective.metric.description)
    } catch let error as RunInterrupted {
      throw error
    } catch {
      throw ReplicationFailure(
        variant: entrant.name, mode: settings.backend.mode, replication: round,
        underlying: error)
    }
  }

  private func confirmation(_ field: [Prediction], _ runs: [[Double]]) -> TuningConfirmation {
    let entrants = zip(field, runs).map { prediction, runs in
      TuningConfirmation.Entrant(
        name: prediction.name, simulated: prediction.value, measured: Median.of(runs) ?? .nan,
        runs: runs)
    }
    let order = Self.order(of: entrants)
    return TuningConfirmation(
      scenario: settings.template.scenario.name, entrants: entrants, pairs: order.pairs,
      agreeing: order.agreeing)
  }

  /// Pairs whose simulated values differ by more than either entrant's live runs do among themselves,
  /// and how many of them the live medians put in the same order.
  static func order(
    of entrants: [TuningConfirmation.Entrant]
  ) -> (pairs: Int, agreeing: Int) {
    var (pairs, agreeing) = (0, 0)
    for (place, first) in entrants.enumerated() {
      for second in entrants[(place + 1)...] {
        guard let low = first.scatter, let high = second.scatter else { continue }
        let predicted = second.simulated - first.simulated
        guard predicted.magnitude > max(low, high) else { continue }
        pairs += 1
        let measured = second.measured - first.measured
        if (measured < 0) == (predicted < 0), measured != 0 { agreeing += 1 }
      }
    }
    return (pairs, agreeing)
  }
}

extension TuningConfirmation.Entrant {
  /// The range of the live runs; `nil` of none.
  fileprivate var scatter: Double? {
    guard let low = runs.min(), let high = runs.max() else { return nil }
    return high - low
  }
}

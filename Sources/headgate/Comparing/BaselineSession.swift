import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Saves results as a baseline, one scenario after another, and says what each replaces.
struct BaselineSession {
  var name: String
  var folder: BaselineFolder
  var run: ScenarioRun

  /// - Throws: `CommandFailure` (usage) where the name cannot be one of a baseline.
  func checkName() throws {
    guard BaselineFolder.isName(name) else {
      throw CommandFailure(BaselineError.unusable(name))
    }
  }

  /// - Returns: the worst of the scenarios' exit codes.
  func save(_ sources: [BaselineSources.Source]) async throws -> ExitStatus {
    var codes: [ExitStatus] = []
    for source in sources {
      codes.append(try await save(source))
      if codes.last == .interrupted { break }
    }
    return ExitStatus.worst(codes)
  }

  private func save(_ source: BaselineSources.Source) async throws -> ExitStatus {
    switch source {
    case .result(let result, let place): return try save(result, from: place)
    case .scenario(let scenario):
      for warning in scenario.warnings { note(warning.asWarning) }
      do {
        let result = try await run.result(of: scenario, environment: .current())
        return try save(result, from: scenario.path)
      } catch let failure as CommandFailure {
        throw failure
      } catch {
        StandardError.write("\(scenario.name): the run failed: \(error)\n")
        return .runFailed
      }
    }
  }

  /// Nothing that was cut short or that failed its own checks becomes a baseline.
  private func save(_ result: RunResult, from place: String) throws -> ExitStatus {
    switch result.verdict {
    case .interrupted:
      StandardError.write("\(place): interrupted, holds only what had finished: not saved\n")
      return .interrupted
    case .invalid:
      StandardError.write("\(place): a self-check did not hold: not saved\n")
      return .internalError
    case .fail: note("\(place): saved, though it missed thresholds")
    case .undrained: note("\(place): saved, though jobs were in flight after the drain")
    case .pass: break
    }
    do {
      let before = folder.state(of: result.scenarioName, in: name)
      let file = try folder.save(result, as: name)
      try StandardOutput.write(
        "\(result.scenarioName): saved as baseline \(name), \(contents(result)): "
          + "\(Self.replaced(before, by: result)) (\(file))\n")
      return .pass
    } catch let error as BaselineError {
      throw CommandFailure(error)
    }
  }

  private func contents(_ result: RunResult) -> String {
    let replications = result.variants.map(\.replications.count).max() ?? 0
    return RunReport.counted(result.variants.count, "variant") + " × "
      + RunReport.counted(replications, "replication")
  }

  private static func replaced(_ before: BaselineFolder.State, by result: RunResult) -> String {
    switch before {
    case .none: return "new"
    case .unreadable: return "replaces a file that could not be read"
    case .result(let old):
      let comparison = RunComparison(
        baseline: old, candidate: result, labels: (baseline: "old", candidate: "new"))
      let changed = comparison.variants.count { $0.identicalPairs < $0.candidateCount }
      let others = comparison.baselineOnly.count + comparison.candidateOnly.count
      var facts: [String] = []
      if changed > 0 {
        facts.append(
          "digests changed in \(changed) of \(RunReport.counted(comparison.variants.count, "variant"))"
        )
      } else if comparison.variants.contains(where: { $0.basis != .identical }) {
        facts.append("the same events, other figures")
      } else if others == 0 {
        return "replaces one with the same digests"
      }
      if !comparison.candidateOnly.isEmpty {
        facts.append("\(RunReport.counted(comparison.candidateOnly.count, "variant")) more")
      }
      if !comparison.baselineOnly.isEmpty {
        facts.append("\(RunReport.counted(comparison.baselineOnly.count, "variant")) gone")
      }
      return "replaces another: " + facts.joined(separator: ", ")
    }
  }

  private func note(_ line: String) {
    if !run.isQuiet { StandardError.write(line + "\n") }
  }
}

import ArgumentParser
import HeadgateModel
import HeadgateStore

/// Every code that headgate exits with.
enum ExitStatus: Int32, CaseIterable {
  case pass = 0
  case internalError = 1
  case gateSaidNo = 2
  case runFailed = 3
  case baselineMissing = 5
  case inconclusive = 6
  case notDeterministic = 7
  case usage = 64
  case invalidScenario = 65
  case interrupted = 130

  /// What a run of one scenario exits with.
  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .pass: .pass
      case .fail, .undrained: .gateSaidNo
      case .invalid: .internalError
      case .interrupted: .interrupted
      }
  }

  /// What a gate of one scenario exits with.
  init(_ verdict: GateVerdict, failsOnInconclusive: Bool) {
    self =
      switch verdict {
      case .pass, .improved: .pass
      case .inconclusive: failsOnInconclusive ? .inconclusive : .pass
      case .fail: .gateSaidNo
      case .baselineMissing: .baselineMissing
      case .invalid: .internalError
      case .interrupted: .interrupted
      }
  }

  /// The worst of several scenarios' codes: interrupted, then internal error, then a run that failed,
  /// then broken determinism, then a gate that said no, then a baseline that lacks something, then
  /// what is inconclusive.
  static func worst(_ codes: [ExitStatus]) -> ExitStatus {
    let gravestFirst: [ExitStatus] = [
      .interrupted, .internalError, .runFailed, .notDeterministic, .gateSaidNo, .baselineMissing,
      .inconclusive,
    ]
    return gravestFirst.first { codes.contains($0) } ?? .pass
  }

  private var meaning: String {
    switch self {
    case .pass: "pass"
    case .internalError: "internal error: a self-check failed, or a result could not be written"
    case .gateSaidNo: "a gate, a search or a capacity said no, or jobs were left over"
    case .runFailed: "the run itself failed; chapters failed or files could not be read"
    case .baselineMissing: "a baseline that is not there, or cannot be read"
    case .inconclusive: "inconclusive, with --fail-on inconclusive"
    case .notDeterministic: "determinism, fidelity or a rule is broken"
    case .usage: "usage: an option, a path or a run that cannot be"
    case .invalidScenario: "invalid scenario"
    case .interrupted: "interrupted"
    }
  }

  /// The codes that this build's commands give, for help.
  static var help: String {
    allCases.map { status in
      let code = "\(status.rawValue)"
      return "  " + String(repeating: " ", count: 3 - code.count) + "\(code)  \(status.meaning)"
    }.joined(separator: "\n")
  }

  /// Ends the command with this code, in silence.
  func exit() throws {
    if self != .pass { throw ExitCode(rawValue) }
  }
}

/// Something that ends a command: what to tell the user, and the code.
struct CommandFailure: Error {
  var status: ExitStatus
  var message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// What a command ends with for want of a baseline.
  init(_ error: BaselineError) {
    let status: ExitStatus =
      switch error.code {
      case .missing, .unreadable: .baselineMissing
      case .name: .usage
      case .unwritable: .internalError
      }
    self.init(status, error.message)
  }

  /// A scenario's problems, one a line, in the order of the file.
  init(_ invalid: InvalidScenario) {
    self.init(.invalidScenario, invalid.problems.map { "\($0)" }.joined(separator: "\n"))
  }
}

public import ArgumentParser
public import HeadgateModel

extension RunMode: ExpressibleByArgument {}

extension RunMode {
  /// - Throws: a usage error where this build cannot run in the mode.
  func checkAvailable() throws {
    guard self == .sim else {
      throw ValidationError(
        "--mode \(rawValue) is not in this build: it has the simulator, --mode sim, alone.")
    }
  }
}

import Foundation
import HeadgateModel

extension RunEnvironment {
  /// This build on this machine, now; how long the run takes is filled in at its end.
  static func current() -> RunEnvironment {
    RunEnvironment(
      version: Version.current, commit: SourceCommit.current, host: hostName, machine: machine,
      startedAt: Date().formatted(.iso8601), wallSeconds: 0)
  }

  private static var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
    return text(buffer)
  }

  private static var machine: String {
    var system = utsname()
    guard uname(&system) == 0 else { return "" }
    let name = withUnsafeBytes(of: &system.sysname) { text($0) }
    let release = withUnsafeBytes(of: &system.release) { text($0) }
    let architecture = withUnsafeBytes(of: &system.machine) { text($0) }
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let parts = ["\(name) \(release) \(architecture)", "\(processors) processors", processorModel]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// `model name` of the first processor; empty where the system does not say.
  private static var processorModel: String {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("model name") }),
      let colon = line.firstIndex(of: ":")
    else { return "" }
    return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
  }

  /// Characters up to the first 0.
  private static func text(_ bytes: some Sequence<CChar>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}

import Foundation

/// Drives one part of the product hard and prints what it reached as one line of JSON.
@main
enum Main {
  static let usage = """
    usage: headgate-bench queue PATH JOBS SYNCHRONOUS BATCH PRODUCERS

    """

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch arguments.first {
      case "engine": print(try await EngineBench(Array(arguments.dropFirst())).run())
      case "queue": print(try await QueueBench(Array(arguments.dropFirst())).run())
      default: throw UsageError()
      }
    } catch is UsageError {
      complain(usage)
      exit(64)
    } catch {
      complain("headgate-bench: \(error)\n")
      exit(1)
    }
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

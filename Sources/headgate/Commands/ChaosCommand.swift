import ArgumentParser
import Foundation
import HeadgateLab
import HeadgateModel
import HeadgateReport

struct ChaosCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chaos",
    abstract: "Hunt for broken rules by random scenarios and faults.",
    discussion: """
      A seed decides everything: stages, policies, load, faults, every draw of the run. Each run is \
      followed, event by event, by a model of the rules that shares no code with the machine; one \
      seed in 8 is run twice. The first seed that breaks a rule is shrunk to a small scenario file, \
      and the exit code is 7.

        headgate chaos --seeds 1..500
        headgate chaos --seed 17 --verify
        headgate chaos first.yaml
      """)

  @Argument(
    help: "Scenario files to look at in place of random ones.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String] = []

  @Option(help: ArgumentHelp("The first and the last seed.", valueName: "a..b"))
  var seeds: SeedRange?

  @Option(help: "One seed; its scenario is printed.")
  var seed: UInt64?

  @Option(help: "What runs the scenarios.")
  var mode: RunMode = .virtual

  @Option(
    help: ArgumentHelp(
      "The order of what is ready at one moment (default: random where the engine runs without "
        + "--verify, else fifo).",
      valueName: "fifo|random"))
  var order: ChaosOrder?

  @Flag(help: "Hold each run's digest against the simulator's, too.")
  var verify = false

  @Option(
    help: ArgumentHelp(
      "Seeds at a time; the result does not depend on it (default: all processors).",
      valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Where to write the scenario that breaks a rule (default: chaos-SEED.yaml).",
      valueName: "file"),
    completion: .file())
  var keep: String?

  @OptionGroup var colour: ColourOptions

  @Flag(name: .shortAndLong, help: "No progress or notes on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if [!files.isEmpty, seeds != nil, seed != nil].count(where: { $0 }) > 1 {
      throw ValidationError("--seeds, --seed and files exclude each other.")
    }
    if verify, order == .random {
      throw ValidationError(
        "--verify needs --order fifo: the simulator handles equal moments in the order in which "
          + "they were scheduled.")
    }
    try ChaosBackends(mode: mode, order: chosenOrder).check()
  }

  private var chosenOrder: ChaosOrder { order ?? (mode == .virtual && !verify ? .random : .fifo) }

  func run() async throws {
    let session = ChaosSession(
      options: ChaosSession.Options(
        mode: mode, order: chosenOrder, verifies: verify,
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, keep: keep, isQuiet: quiet),
      renderer: .forStandardOutput(colour))
    if !files.isEmpty { return try await session.run(files: files).exit() }
    if let seed { return try await session.run(seed: seed).exit() }
    Interruption.listen()
    try await session.run(seeds: (seeds ?? .standard).range).exit()
  }
}

/// `A..B`, or `A` alone.
struct SeedRange: ExpressibleByArgument {
  static let standard = SeedRange(range: 1...1000)

  let range: ClosedRange<UInt64>

  init(range: ClosedRange<UInt64>) { self.range = range }

  init?(argument: String) {
    let ends = argument.components(separatedBy: "..").map { UInt64($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first <= last
    else { return nil }
    range = first...last
  }
}

public import ArgumentParser
public import HeadgateLab
import HeadgateModel
import HeadgateReport

struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Make a scenario of a recorded run, and say how well it tells that run.",
    discussion: """
      SOURCE is a trace of headgate run --trace, a trace from elsewhere, or the number of a stored \
      live run. From elsewhere come CSV with a header or JSON lines, one record an attempt of a job \
      at a stage: job, stage, started, ended, and where known queued, batch, worker, size (bytes), \
      outcome (succeeded, transient, permanent, timeout, outage), attempt, priority. Moments are \
      seconds or ISO 8601.

      Of each stage base, time per item and per KiB are fitted, and the distribution of what remains; \
      of each source its rate, its process and its sizes. --like names the scenario whose settings \
      hold for what a trace cannot tell: workers, batches, buffers, retries, controller; changes of \
      the run (--set, --controller) are to be given again. Where that is the scenario that the run \
      came from, its draws are made again: what the machine adds to a batch is then told apart from \
      service, and service and arrivals stay the scenario's unless --service fit and --arrivals fit \
      or trace say otherwise.

      The scenario is then simulated beside the run; of a trace of several live replications beside \
      the others than the one calibrated (the first, or --replication). Exit codes: 0 inside the bands of fidelity, or \
      not to be told; 7 outside.

        headgate run first.yaml --replications 1 --trace first.jsonl
        headgate calibrate first.jsonl --like first.yaml
        headgate run first-calibrated.yaml --no-thresholds
      """)

  @Argument(
    help: ArgumentHelp("A trace, or a stored run's number.", valueName: "source"),
    completion: .file())
  var source: String

  @Option(
    help: ArgumentHelp(
      "The scenario that the run came from, or whose settings are to hold.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var like: String?

  @OptionGroup var changes: ScenarioChanges

  @OptionGroup var choice: ReplicationChoice

  @Option(help: "Where arrivals come from: fit, trace (as recorded), or like (the scenario's).")
  var arrivals: CalibrationOptions.Arrivals?

  @Option(help: "Where service models come from: fit, or like (the scenario's).")
  var service: CalibrationOptions.Service?

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp(
      "The scenario to write (default: NAME-calibrated.yaml).", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace files that are there.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "Universes of the check where the draws are not the run's own.", valueName: "n"))
  var universes = 10

  @OptionGroup var store: StoreOptions

  @Option(help: ArgumentHelp("Write the result as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write the report as Markdown.", valueName: "file"), completion: .file())
  var markdown: String?

  @OptionGroup var colour: ColourOptions

  @Flag(name: .shortAndLong, help: "No notes or warnings on stderr.")
  var quiet = false

  func validate() throws {
    if !(2...100).contains(universes) {
      throw ValidationError("--universes must be from 2 to 100.")
    }
    if like == nil, arrivals == .like || service == .like, Int64(source) == nil {
      throw ValidationError("--arrivals like and --service like need --like, the scenario.")
    }
    if changes.replications != nil {
      throw ValidationError("a recorded run is one: --replications has no meaning here.")
    }
  }

  func run() async throws {
    let session = CalibrationSession(
      source: source, like: like, changes: changes, choice: choice, arrivals: arrivals,
      service: service, output: output, replaces: force, universes: universes,
      storePath: store.path, isQuiet: quiet, renderer: .forStandardOutput(colour),
      json: try json.map { try OutputFile($0, option: "--json") },
      markdown: try markdown.map { try OutputFile($0, option: "--markdown") })
    try await session.run().exit()
  }
}

extension CalibrationOptions.Arrivals: ExpressibleByArgument {}
extension CalibrationOptions.Service: ExpressibleByArgument {}

extension Shape {
  static let scenario = Shape(
    "scenario", "a scenario",
    [
      .required("schemaVersion", .integer(1...1), "1", "The version of this format."),
      .required("name", .text, "congestion", "What results are filed under."),
      .optional("description", .text, "what it asks", "What the scenario asks and shows."),
      .optional("labels", .map(of: .text), "{suite: pr}", "Free labels; `type` has fixed values."),
      .optional("extends", .text, "other.yaml", "A file that this one takes over and overrides."),
      .optional("run", .shape("run"), "{duration: 10m}", "How long, how often, from which seed."),
      .required(
        "workloads", .list(of: .shape("workload"), minimum: 1),
        "[{name: bulk, arrivals: poisson, phases: [{rate: 20/s, for: 10m}]}]",
        "Sources of jobs, all side by side."),
      .required("pipeline", .shape("pipeline"), "{environment: standard}", "The system."),
      .optional(
        "controller", controllerKind, "balanced", "The token bucket and what steers its rate."),
      .optional(
        "faults", .list(of: .shape("fault"), minimum: 0),
        "[{at: 3m, for: 60s, stage: embed, slowdown: 4}]", "What breaks, and when."),
      .optional(
        "matrix",
        .either([.map(of: .list(of: .anything, minimum: 1)), .words(["none"])]),
        "{controller: [balanced, aggressive]}",
        "Settings to vary: paths and their values, full factorial, first axis slowest."),
      .optional(
        "thresholds", .list(of: .either([.text, .shape("threshold")]), minimum: 0),
        "[latency.p99 < 2s]", "What must hold of the result."),
      .optional(
        "regression", .list(of: .either([.text, .shape("regression")]), minimum: 0),
        "[latency.p99 <= 105% of baseline]", "What must hold against a baseline."),
    ])

  static let labelTypes = ["smoke", "load", "stress", "soak", "spike", "breakpoint", "scaling"]

  static let run = Shape(
    "run", "\"run\"",
    [
      .optional("seed", .seed, "42", "The seed of every random draw."),
      .optional(
        "replications", .integer(1...100_000), "10", "Independent universes to run each variant in."
      ),
      .optional(
        "duration", .positiveDuration, "10m",
        "How long load is offered; by default the sum of the longest workload's phases."),
      .optional(
        "items", .integer(1...1_000_000_000_000), "5000", "Load ends after so many offered jobs."),
      .optional(
        "warmup", .either([.duration, .words(["auto"])]), "30s",
        "Left out of every statistic; auto finds it by MSER-5."),
      .optional("drainTimeout", .duration, "60s", "How long the pipeline may drain."),
    ])

  static let workload = Shape(
    "workload", "a workload",
    [
      .required("name", .name, "bulk", "What selectors call it."),
      .optional(
        "priority", .either([priority, .shape("weights")]), "10", "Higher goes first."),
      .optional(
        "arrivals",
        .either([.words(["poisson", "constant", "burst"]), .shape("arrivals")]), "poisson",
        "When jobs arrive."),
      .optional(
        "phases", .list(of: .shape("phase"), minimum: 1), "[{rate: 20/s, for: 2m}]",
        "What open arrivals follow, one after another; the last rate holds afterwards."),
      .optional("chapters", .shape("chapters"), "{size: 8KiB}", "The jobs' texts."),
    ])

  static let priority = ValueKind.integer(-32_768...32_767)

  static let weights = Shape(
    "weights", "a mapping with weights",
    [
      .required(
        "weights", .map(of: .either([.number(.above(0, upTo: 1e9)), .positiveShare])),
        "{0: 80%, 10: 20%}", "Priorities with their shares of the jobs.")
    ])

  static let arrivals = Shape(
    "arrivals", "a mapping with one arrival process",
    alternatives: [["gamma"], ["closed"], ["trace"]],
    [
      .optional("gamma", .shape("gammaArrivals"), "{cv: 3}", "Gamma-distributed gaps."),
      .optional("closed", .shape("closed"), "{clients: 10}", "Clients that wait for their job."),
      .optional(
        "trace", .text, "arrivals.csv", "A CSV file of recorded arrivals: at, size, priority."),
    ])

  static let gammaArrivals = Shape(
    "gammaArrivals", "a mapping with cv",
    [
      .required(
        "cv", .number(.above(0, upTo: 100)), "3",
        "Standard deviation of the gaps over their mean.")
    ])

  static let closed = Shape(
    "closed", "a mapping with clients and thinkTime",
    [
      .required("clients", .integer(1...1_000_000), "10", "How many clients there are."),
      .optional(
        "thinkTime", distribution(of: .duration), "500ms",
        "From the end of a client's job to its next one."),
    ])

  static let phase = Shape(
    "phase", "a phase",
    [
      .optional("name", .name, "hold", "What selectors call it."),
      .optional("rate", rate, "20/s", "Jobs per unit of time at the phase's start."),
      .optional("to", rate, "45/s", "The rate at its end, reached linearly."),
      .required("for", .positiveDuration, "2m", "How long it takes."),
    ])

  static let rate = ValueKind.quantity(.rate, .from(0, upTo: 1e9))

  static let chapters = Shape(
    "chapters", "a mapping with size or files", alternatives: [["size"], ["files"]],
    [
      .optional("size", distribution(of: .size), "8KiB", "Bytes of text, drawn for each job."),
      .optional(
        "files", .either([.text, .list(of: .text, minimum: 1)]), "books/*.md",
        "Patterns (*, **, ?) of text, Markdown and JSON files, relative to this file."),
    ])

  static let fault = Shape(
    "fault", "a fault",
    alternatives: [
      ["slowdown"], ["errors"], ["outage"], ["crash"], ["stall"], ["quota"], ["flush"],
      ["heartbeats"],
    ],
    companions: ["slowdown", "errors", "outage", "crash", "stall", "quota", "flush"].reduce(
      into: [:]
    ) {
      $0[$1] = ["stage"]
    },
    [
      .required("at", .duration, "3m", "When it begins."),
      .required("for", .positiveDuration, "60s", "How long it lasts."),
      .optional("stage", .text, "embed", "The stage that it befalls; heartbeats are of none."),
      .optional(
        "slowdown", .number(.above(0, upTo: 1e6)), "4",
        "Batches that start meanwhile take this many times as long."),
      .optional("errors", .positiveShare, "50%", "Share of attempts that fails transiently."),
      .optional("outage", .truth, "true", "Every batch fails."),
      .optional("crash", .integer(1...10_000), "2", "Workers that vanish with their batches."),
      .optional("stall", .truth, "true", "Nothing ends until the fault does."),
      .optional(
        "heartbeats", .words(["lost"]), "lost", "No running batch can extend its lease."),
      .optional(
        "quota", .positiveShare, "50%", "What is left of the quota of the stage's service."),
      .optional("flush", .truth, "true", "The stage's cache is emptied, and keeps nothing."),
    ])

  static let window = ValueKind.positiveDuration

  static let threshold = Shape(
    "threshold", "a threshold",
    [
      .required("expr", .text, "latency.p99 < 2s", "METRIC OPERATOR LIMIT."),
      .optional("phase", .text, "hold", "Selects a phase."),
      .optional("workload", .text, "bulk", "Selects a workload."),
      .optional("priority", priority, "10", "Selects a priority."),
      .optional(
        "over", window, "30s", "Holds in every window of this length, not just on the whole."),
      severity,
    ])

  static let regression = Shape(
    "regression", "a regression",
    [
      .required(
        "expr", .text, "latency.p99 <= 105% of baseline", "METRIC OPERATOR SHARE of baseline.")
    ] + threshold.keys.dropFirst())

  private static let severity = Key.optional(
    "severity", .words(Severity.allCases.map(\.rawValue)), "warn", "warn is shown only.")
}

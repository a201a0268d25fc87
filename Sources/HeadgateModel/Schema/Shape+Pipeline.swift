import HeadgateCore

extension Shape {
  static let pipeline = Shape(
    "pipeline", "\"pipeline\"",
    [
      .optional(
        "environment", .words(EnvironmentPreset.allCases.map(\.rawValue)), "standard",
        "A preset of stages and controller, which everything beside it overrides."),
      .optional("queue", .shape("queue"), "{capacity: 1000}", "The submission queue."),
      .optional("retry", .shape("retry"), "{maxAttempts: 4}", "Retries of transient failures."),
      .optional(
        "lease", .positiveDuration, "30s",
        "How long after a crash, or after a batch's last heartbeat, its jobs come back."),
      .optional(
        "heartbeat", .either([.positiveDuration, .words(["none"])]), "10s",
        "How often a running batch extends its lease; left out, none runs out."),
      .optional(
        "stages", .list(of: .shape("stage"), minimum: 1),
        "[{name: embed, service: {perItem: 5ms}}]",
        "The chain, first stage first; at most \(StageList.most)."),
    ])

  static let queue = Shape(
    "queue", "\"queue\"",
    [
      .optional("capacity", bound, "1000", "Accepted jobs that may wait."),
      .optional("onFull", words(OverflowPolicy.self), "block", "What a full queue does."),
      .optional(
        "aging", .either([.positiveDuration, .words(["none"])]), "10s",
        "The wait that raises a job's priority by one."),
    ])

  static let retry = Shape(
    "retry", "\"retry\"",
    [
      .optional("maxAttempts", .integer(1...1000), "4", "Attempts in all."),
      .optional("backoff", .shape("backoff"), "{initial: 100ms}", "Delay before an attempt."),
      .optional("resume", words(ResumePolicy.self), "stage", "Where a retried job goes on."),
    ])

  static let backoff = Shape(
    "backoff", "\"backoff\"",
    [
      .optional("initial", .duration, "100ms", "Delay before the second attempt."),
      .optional(
        "factor", .number(.from(1, upTo: 1000)), "2", "What each further delay is multiplied by."),
      .optional("max", .duration, "10s", "The longest delay before jitter."),
      .optional("jitter", words(Jitter.self), "full", "How the delay is randomised."),
    ])

  static let stage = Shape(
    "stage", "a stage",
    [
      .required("name", .name, "embed", "What metrics and faults call it."),
      .optional("workers", .integer(1...10_000), "4", "Parallel workers."),
      .optional("batch", .shape("batch"), "{size: 10, linger: 5ms}", "Jobs taken at once."),
      .optional("buffer", bound, "100", "Jobs that may wait for a worker."),
      .optional(
        "service", .shape("service"), "{perItem: 5ms}",
        "How long a batch takes: base + its jobs' perItem + perKiB × size."),
      .optional("failures", .shape("failures"), "{transient: 0.5%}", "Attempts that fail."),
      .optional(
        "timeout", .either([.positiveDuration, .words(["none"])]), "5s",
        "The longest that a batch may take."),
      .optional(
        "deadline", .either([.positiveDuration, .words(["none"])]), "3s",
        "How long an attempt's answer is waited for, from the entry into the buffer."),
      .optional(
        "breaker", .either([.shape("breaker"), .words(["none"])]), "{threshold: 50%}",
        "A circuit breaker in front of the stage."),
      .optional(
        "pressure", .either([.shape("pressure"), .words(["none"])]),
        "{from: 500, to: 5000, slowdown: 4}", "How jobs in the pipeline slow the stage down."),
      .optional(
        "quota", .either([.shape("quota"), .words(["none"])]), "{rate: 100/s}",
        "What the service behind the stage admits; it refuses the rest."),
      .optional(
        "cache", .either([.shape("cache"), .words(["none"])]), "{keys: 10000}",
        "A look-aside cache before the service."),
      .optional(
        "work", words(StageWork.self), "cpu",
        "How live mode spends a batch's time: waiting, or busy on a processor."),
      .optional(
        "overhead", .duration, "60us",
        "What the machine adds to every batch, as measured; live mode adds its own."),
    ])

  static let batch = Shape(
    "batch", "\"batch\"",
    [
      .optional("size", .integer(1...1_000_000), "10", "The most jobs taken at once."),
      .optional("linger", .duration, "5ms", "How long the oldest waits for a batch to fill."),
    ])

  static let service = Shape(
    "service", "\"service\"",
    [
      .optional("base", distribution(of: .duration), "1ms", "Per batch."),
      .optional("perItem", distribution(of: .duration), "5ms", "Per job."),
      .optional("perKiB", distribution(of: .duration), "50us", "Per KiB of a job's text."),
    ])

  static let failures = Shape(
    "failures", "\"failures\"",
    [
      .optional("transient", .share, "0.5%", "Attempts that fail and are retried."),
      .optional("permanent", .share, "0.01%", "Attempts that fail for good."),
      .optional(
        "handling", .either([.positiveDuration, .shape("handling")]), "20ms",
        "How long a failed attempt, whatever its cause, keeps its worker busy after the batch."),
    ])

  static let handling = Shape(
    "handling", "a mapping with time and perSecond",
    [
      .required("time", .positiveDuration, "20ms", "How long one failure keeps the worker."),
      .optional(
        "perSecond", .integer(1...1_000_000_000), "50",
        "The most failures a second that do; the others are only counted."),
    ])

  static let pressure = Shape(
    "pressure", "\"pressure\"",
    [
      .required("from", .integer(0...1_000_000_000), "500", "Jobs up to which it does nothing."),
      .required("to", .integer(1...1_000_000_000), "5000", "Jobs from which on it is complete."),
      .required(
        "slowdown", .number(.from(1, upTo: 1e6)), "4",
        "How many times as long batches take then; linear in between."),
    ])

  static let quota = Shape(
    "quota", "\"quota\"",
    [
      .required(
        "rate", .quantity(.rate, .above(0, upTo: 1e9)), "100/s", "Jobs admitted per unit of time."),
      .optional("burst", positive, "20", "Jobs that it may admit at once after a quiet time."),
      .optional("refusal", .positiveDuration, "2ms", "How long a batch takes that is refused."),
      .optional(
        "countsRefused", .trueOrFalse, "false",
        "Whether a batch that is refused uses up what the quota has left."),
    ])

  static let cache = Shape(
    "cache", "\"cache\"",
    [
      .required("keys", .integer(1...1_000_000), "10000", "Different contents that jobs have."),
      .optional(
        "skew", .number(.from(0, upTo: 10)), "1",
        "Zipf's exponent: how much more often some contents are asked for; 0 is all alike."),
      .optional("hit", .positiveDuration, "1ms", "What a job costs whose content is there."),
      .optional("warm", .share, "90%", "The share of contents that are there at the start."),
      .optional(
        "fillOnTimeout", .trueOrFalse, "true",
        "Whether work that nobody waits for any more fills it at its end."),
    ])

  static let breaker = Shape(
    "breaker", "\"breaker\"",
    [
      .optional("threshold", .positiveShare, "50%", "The failure share that opens it."),
      .optional("window", .integer(1...100_000), "20", "Attempts that the share is over."),
      .optional("minimum", .integer(1...100_000), "10", "Attempts without which it stays closed."),
      .optional("openFor", .positiveDuration, "5s", "Time spent open."),
      .optional("probes", .integer(1...100_000), "3", "Attempts let through while half-open."),
    ])

  private static let bound = ValueKind.either([
    .integer(0...1_000_000_000), .words(["unlimited"]),
  ])
  static let positive = ValueKind.number(.above(0, upTo: 1e9))
  static let ratio = ValueKind.either([
    .number(.from(0, upTo: 1000)), .quantity(.share, .from(0, upTo: 1000)),
  ])

  static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type)
    -> ValueKind
  {
    .words(Word.allCases.map(\.rawValue))
  }
}

import HeadgateCore

extension Shape {
  static let controllerWords = ControllerPreset.allCases.map(\.rawValue) + ["none"]

  static let controllerKind = ValueKind.either([.words(controllerWords), .shape("controller")])

  static let controller = Shape(
    "controller", "a mapping",
    [
      .optional(
        "preset", .words(ControllerPreset.allCases.map(\.rawValue)), "balanced",
        "Where settings that are left out come from."),
      .optional(
        "algorithm", words(RateAlgorithm.Name.self), "watermark", "How the rate is steered."),
      .optional("rate", .quantity(.rate, .from(1e-6, upTo: 1e9)), "50/s", "Tokens refilled."),
      .optional("burst", positive, "50", "The most tokens held; by default one second's worth."),
      .optional("cost", positive, "1", "Tokens of one dispatch."),
      .optional("minMultiplier", .number(.above(0, upTo: 1000)), "0.2", "The least multiplier."),
      .optional("maxMultiplier", .number(.above(0, upTo: 1000)), "2", "The greatest multiplier."),
      .optional("interval", .positiveDuration, "1s", "Time between two looks at the signal."),
      .optional(
        "limit", .either([.shape("limit"), .words(["none"])]), "{algorithm: vegas}",
        "A bound on jobs in the stages, beside the rate or, without one, alone."),
    ] + depthKeys + delayKeys + throttleKeys)

  /// Of the algorithms that go by a depth ratio.
  private static let depthKeys: [Key] = [
    .optional("signal", words(ControllerSignal.self), "downstream", "What the ratio is of."),
    .optional("high", ratio, "0.8", "watermark, aimd: depth ratio above which the rate falls."),
    .optional("low", ratio, "0.3", "watermark: depth ratio below which the rate rises."),
    .optional("decrease", .number(.above(0, upTo: 1)), "0.5", "The rate's factor when falling."),
    .optional(
      "increase",
      .either([.number(.above(0, upTo: 1000)), .quantity(.share, .above(0, upTo: 1000))]), "1.2",
      "watermark: the rate's factor when rising; aimd, minimum-delay: the base rate's share that is "
        + "added."),
  ]

  /// Of the algorithms that go by how long jobs wait for a worker.
  private static let delayKeys: [Key] = [
    .optional(
      "target", .positiveDuration, "500ms", "pi, minimum-delay: the wait for a worker aimed for."),
    .optional(
      "proportional", .number(.from(0, upTo: 1000)), "0.25", "pi: multiplier per change of error."),
    .optional(
      "integral", .number(.above(0, upTo: 1000)), "0.05", "pi: multiplier per error and interval."),
    .optional(
      "window", .positiveDuration, "2s",
      "minimum-delay: for how long the least wait must be over the target."),
  ]

  /// Of the algorithm that goes by throttles.
  private static let throttleKeys: [Key] = [
    .optional(
      "scale", .number(.above(0, upTo: 1e6)), "0.4", "aws-adaptive: CUBIC's C, the climb's speed."),
    .optional(
      "beta", .number(.above(0, upTo: 1)), "0.7",
      "aws-adaptive: what is left of the rate after a throttle."),
    .optional(
      "smoothing", .number(.above(0, upTo: 1)), "0.8",
      "aws-adaptive: weight of the latest half second in the measured rate."),
    .optional(
      "on", words(ThrottleSource.self), "throttles", "aws-adaptive: what counts as a throttle."),
  ]

  private static let jobs = ValueKind.integer(1...1_000_000)

  static let limit = Shape(
    "limit", "\"limit\"",
    [
      .optional(
        "algorithm", words(LimitAlgorithm.Name.self), "vegas", "How the limit is found."),
      .optional("initial", jobs, "20", "The limit at the start."),
      .optional("min", jobs, "1", "The least limit."),
      .optional("max", jobs, "200", "The greatest limit."),
      .optional(
        "window", .either([.positiveDuration, .shape("limitWindow"), .words(["none"])]), "1s",
        "Passages gathered before they are looked at."),
      .optional(
        "backoff", .number(.above(0, upTo: 1)), "0.9", "aimd: the limit's factor after a drop."),
      .optional(
        "timeout", .positiveDuration, "5s", "aimd: passages longer than this count as dropped."),
      .optional(
        "smoothing", .number(.above(0, upTo: 1)), "0.2",
        "vegas, gradient2: weight of a new limit against the one before."),
      .optional(
        "alpha", .number(.above(0, upTo: 1000)), "3",
        "vegas: waiting jobs, in log10 of the limit, below which it grows."),
      .optional(
        "beta", .number(.above(0, upTo: 1000)), "6",
        "vegas: waiting jobs, in log10 of the limit, above which it shrinks."),
      .optional(
        "probe", .number(.above(0, upTo: 1e6)), "30",
        "vegas: passages between two looks for the idle round trip, in limits."),
      .optional(
        "queueSize", .number(.from(0, upTo: 1e6)), "4", "gradient2: jobs that may wait."),
      .optional(
        "longWindow", .number(.from(1, upTo: 1e6)), "600",
        "gradient2: passages over which the slow average goes."),
      .optional(
        "tolerance", .number(.from(1, upTo: 1000)), "1.5",
        "gradient2: by how much a round trip may exceed the slow average."),
      .optional(
        "quantile", .number(.above(0, upTo: 1)), "0.9", "failsafe: a window's round trip."),
      .optional(
        "baseline", .number(.from(1, upTo: 1e6)), "10",
        "failsafe: windows over which the baseline goes."),
      .optional(
        "correlation", .integer(10...10_000), "50",
        "failsafe: windows that correlations go over."),
      .optional(
        "factor", .number(.from(1, upTo: 1e6)), "5",
        "failsafe: the most that the limit may exceed the jobs in the stages."),
    ])

  static let limitWindow = Shape(
    "limitWindow", "\"window\"",
    [
      .optional("length", .positiveDuration, "1s", "The least length."),
      .optional("longest", .positiveDuration, "1s", "The greatest length."),
      .optional("samples", .integer(1...1_000_000), "10", "Passages without which it is not used."),
      .optional("least", .duration, "100us", "Passages shorter than this are left out."),
    ])
}

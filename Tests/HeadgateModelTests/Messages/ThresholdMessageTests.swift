import Testing

@Suite struct ThresholdMessageTests {
  @Test(arguments: MessageGolden.cases(ThresholdGolden.text))
  func `a wrong threshold is named with its place in the expression`(_ golden: MessageGolden) {
    #expect(golden.observed == golden.expected)
  }
}

/// Lines of the sample replaced (`3|`) or added (`+|`), and all that is then said (`>`).
private enum ThresholdGolden {
  static let text = #"""
    ## unknown metric
    +|thresholds: [latency.p98 < 2s]
    > sample.yaml:13:14: unknown metric "latency.p98"; did you mean "latency.p90"?

    ## unknown statistic
    +|thresholds: [latency.median < 2s]
    > sample.yaml:13:14: unknown metric "latency.median"; did you mean "latency.mean"?

    ## unknown family
    +|thresholds: [speed > 2/s]
    > sample.yaml:13:14: unknown metric "speed"; metrics begin with throughput, offered, accepted, completed, failed, rejected, shed, cancelled, inFlight, attempts, retryAmplification, latency, time, queue, tokens, system, workAmplification, recovery, embed or controller

    ## unknown stage
    +|thresholds:
    +|  - embd.utilization < 95%
    > sample.yaml:14:5: no stage is called "embd"; did you mean "embed"?

    ## unknown stage, far from any
    +|thresholds:
    +|  - store.utilization < 95%
    > sample.yaml:14:5: no stage is called "store"; stages: embed

    ## unknown statistic of a stage
    +|thresholds:
    +|  - embed.speed < 95%
    > sample.yaml:14:5: unknown metric "embed.speed"; metrics: embed.utilization, embed.blocked, embed.buffer.mean, embed.buffer.max, embed.breaker.opens, embed.breaker.opensPerMinute, embed.batch.mean, embed.processed, embed.failed, embed.failed.transient, embed.failed.permanent, embed.failed.timeout, embed.failed.outage, embed.failed.throttled, embed.throttled, embed.cache.hits, embed.abandoned, embed.reclaimed, embed.wait.mean|p50|p90|p95|p99|p999|max, embed.service.mean|p50|p90|p95|p99|p999|max

    ## unknown priority
    +|thresholds:
    +|  - latency.p99{priority: 10} < 2s
    > sample.yaml:14:27: no priority is called "10"; valid: 0

    ## unknown workload
    +|thresholds:
    +|  - latency.p99{workload: bluk} < 2s
    > sample.yaml:14:27: no workload is called "bluk"; did you mean "bulk"?

    ## unknown phase
    +|thresholds:
    +|  - {expr: latency.p99 < 2s, phase: hld}
    > sample.yaml:14:37: no phase is called "hld"; did you mean "hold"?

    ## unknown selector
    +|thresholds:
    +|  - 'latency.p99{stage: embed} < 2s'
    > sample.yaml:14:18: unknown selector "stage"; selectors: workload, priority, phase, over

    ## misspelt selector
    +|thresholds:
    +|  - latency.p99{workloads: bulk} < 2s
    > sample.yaml:14:17: unknown selector "workloads"; did you mean "workload"?

    ## selector on a figure of the run
    +|thresholds:
    +|  - queue.wait.p99{priority: 0} < 2s
    > sample.yaml:14:20: queue.wait.p99 cannot be selected by priority; it is a figure of the whole run

    ## selector on a figure of time
    +|thresholds:
    +|  - queue.depth.max{workload: bulk} < 2
    > sample.yaml:14:21: queue.depth.max cannot be selected by workload; selectors: phase, over

    ## two selectors
    +|thresholds:
    +|  - 'latency.p99{priority: 0, phase: hold} < 2s'
    > sample.yaml:14:29: one selector at a time; a selector is {priority: 10}, {workload: bulk}, {phase: hold} or {over: 30s}

    ## two selectors in two places
    +|thresholds:
    +|  - {expr: 'latency.p99{priority: 0} < 2s', phase: hold}
    > sample.yaml:14:13: one selector at a time; take out all but one of them

    ## an open selector
    +|thresholds:
    +|  - 'latency.p99{priority: 0 < 2s'
    > sample.yaml:14:34: "}" is missing; a selector is {priority: 10}, {workload: bulk}, {phase: hold} or {over: 30s}

    ## an empty selector
    +|thresholds:
    +|  - 'latency.p99{} < 2s'
    > sample.yaml:14:18: ":" was expected; a selector is {priority: 10}, {workload: bulk}, {phase: hold} or {over: 30s}

    ## operators
    +|thresholds:
    +|  - latency.p99 = 2s
    +|  - latency.p99 =< 2s
    +|  - latency.p99 2s
    +|  - failed != 0
    > sample.yaml:14:17: unknown operator "="; did you mean "=="?
    > sample.yaml:15:17: unknown operator "=<"; operators: <, <=, >, >= or ==
    > sample.yaml:16:17: <, <=, >, >= or == was expected; write latency.p99 < 2s
    > sample.yaml:17:12: unknown operator "!="; operators: <, <=, >, >= or ==

    ## missing sides
    +|thresholds:
    +|  - latency.p99 <
    +|  - '< 2s'
    +|  - ''
    +|  -
    > sample.yaml:14:18: a limit is missing; write latency.p99 < 2s, for one
    > sample.yaml:15:6: a metric's name was expected; write latency.p99 < 2s
    > sample.yaml:16:5: a threshold has no value; write latency.p99 < 2s
    > sample.yaml:17:4: a threshold has no value; write latency.p99 < 2s

    ## units of durations
    +|thresholds:
    +|  - latency.p99 < 2
    +|  - latency.p99 < 2%
    +|  - latency.p99 < 2sec
    +|  - latency.p99 < -2s
    > sample.yaml:14:19: the limit is 2 without a unit; write 2s or 2ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:15:19: the limit of latency.p99 must be a duration such as 2s, not "2%"
    > sample.yaml:16:19: the limit is "2sec", and sec is no unit of a duration; did you mean 2s?
    > sample.yaml:17:19: the limit must not be negative: -2s

    ## units of rates
    +|thresholds:
    +|  - throughput > 40
    +|  - throughput > 40%
    +|  - throughput > many
    > sample.yaml:14:18: the limit is 40 without a unit; write 40/s (units: /s, /m, /h)
    > sample.yaml:15:18: the limit of throughput must be a rate such as 40/s, not "40%"
    > sample.yaml:16:18: the limit of throughput must be a rate such as 40/s, not "many"

    ## units of shares
    +|thresholds:
    +|  - embed.utilization < 95
    +|  - embed.utilization < 2s
    +|  - embed.utilization < -1%
    > sample.yaml:14:25: the limit is 95, but a share is at most 1; write 95%
    > sample.yaml:15:25: the limit of embed.utilization must be a share such as 95%, not "2s"
    > sample.yaml:16:25: the limit must not be negative: -1%

    ## units of counts
    +|thresholds:
    +|  - failed < 1s
    +|  - attempts < 5%
    +|  - queue.depth.max < lots
    +|  - retryAmplification < 110%
    +|  - failed < -1
    > sample.yaml:14:14: the limit of failed must be a number, or a share such as 0.1%, not "1s"
    > sample.yaml:15:16: the limit of attempts must be a plain number, not "5%"
    > sample.yaml:16:23: the limit of queue.depth.max must be a plain number, not "lots"
    > sample.yaml:17:26: the limit of retryAmplification must be a plain number, not "110%"
    > sample.yaml:18:14: the limit must not be negative: -1

    ## object form
    +|thresholds:
    +|  - {expr: latency.p99 < 2s, severty: warn}
    +|  - {expr: latency.p99 < 2s, severity: fatal}
    +|  - {severity: warn}
    +|  - {expr: [a]}
    +|  - [a]
    > sample.yaml:14:30: unknown key "severty" in a threshold; did you mean "severity"?
    > sample.yaml:15:40: "severity" is "fatal", which is unknown; valid: error, warn
    > sample.yaml:16:5: missing key "expr" in a threshold; write expr: latency.p99 < 2s
    > sample.yaml:17:12: "expr" must be a text
    > sample.yaml:18:5: a threshold must be a mapping, not a list; keys: expr, phase, workload, priority, over, severity

    ## thresholds that are no list
    +|thresholds: latency.p99 < 2s
    > sample.yaml:13:13: "thresholds" must be a list, not "latency.p99 < 2s"

    ## regression
    +|regression:
    +|  - latency.p99 <= 105%
    +|  - latency.p99 <= 1.05 of baseline
    +|  - latency.p99 <= 2s
    +|  - latency.p9 <= 105% of baseline
    +|  - latency.p99 <= 0% of baseline
    > sample.yaml:14:20: the limit must be a share of the baseline, not "105%"; write 105% of baseline
    > sample.yaml:15:20: the limit is 1.05 without a unit; write 105% of baseline
    > sample.yaml:16:20: the limit must be a share of the baseline, not "2s"; write 105% of baseline
    > sample.yaml:17:5: unknown metric "latency.p9"; did you mean "latency.p90"?
    > sample.yaml:18:20: the limit must be above 0%, not 0%; write 105% of baseline

    ## the plural
    +|regressions: []
    > sample.yaml:13:1: unknown key "regressions" in a scenario; did you mean "regression"?
    """#
}

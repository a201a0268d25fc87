import Testing

@Suite struct WindowMessageTests {
  @Test(arguments: MessageGolden.cases(WindowGolden.text))
  func `a window that cannot be is named with its place`(_ golden: MessageGolden) {
    #expect(golden.observed == golden.expected)
  }
}

/// Lines of the sample replaced (`3|`) or added (`+|`), and all that is then said (`>`).
private enum WindowGolden {
  static let text = #"""
    ## no duration, in an expression
    +|thresholds:
    +|  - latency.p99{over: 30} < 2s
    +|  - latency.p99{over: long} < 2s
    +|  - latency.p99{over: 30sec} < 2s
    +|  - latency.p99{over: 0s} < 2s
    +|  - latency.p99{over: -5s} < 2s
    +|  - 'latency.p99{over: } < 2s'
    +|  - latency.p99{over: 0.5ns} < 2s
    > sample.yaml:14:23: "over" is 30 without a unit; write 30s or 30ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:15:23: "over" must be a duration such as 30s, not "long"
    > sample.yaml:16:23: "over" is "30sec", and sec is no unit of a duration; did you mean 30s?
    > sample.yaml:17:23: "over" must be above 0s, not 0s
    > sample.yaml:18:23: "over" must be above 0s, not -5s
    > sample.yaml:19:24: "over" has no value; write over: 30s
    > sample.yaml:20:23: "over" is 0.5ns, which is finer than a nanosecond

    ## no duration, as a key
    +|thresholds:
    +|  - {expr: latency.p99 < 2s, over: 30}
    +|  - {expr: latency.p99 < 2s, over: 0s}
    +|  - {expr: latency.p99 < 2s, over: [30s]}
    +|  - {expr: latency.p99 < 2s, over: 0.5ns}
    +|  - {expr: latency.p99 < 2s, ovr: 30s}
    +|regression:
    +|  - {expr: latency.p99 <= 105% of baseline, over: 30}
    > sample.yaml:14:36: "over" is 30 without a unit; write 30s or 30ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:15:36: "over" must be above 0s, not 0s
    > sample.yaml:16:36: "over" must be a duration such as 30s, not a list
    > sample.yaml:17:36: "over" is 0.5ns, which is finer than a nanosecond
    > sample.yaml:18:30: unknown key "ovr" in a threshold; did you mean "over"?
    > sample.yaml:20:51: "over" is 30 without a unit; write 30s or 30ms (units: ns, us, ms, s, m, h, d)

    ## longer than what is measured
    3|run: {duration: 10m, warmup: 90s}
    +|thresholds:
    +|  - latency.p99{over: 9m} < 2s
    +|  - {expr: latency.p99 < 2s, over: 1h}
    > sample.yaml:14:23: "over" is 9m, longer than the 510s of load that are measured; write at most 510s
    > sample.yaml:15:36: "over" is 1h, longer than the 510s of load that are measured; write at most 510s

    ## too many windows
    +|thresholds:
    +|  - latency.p99{over: 500ms} < 2s
    +|  - latency.p99{over: 1ns} < 2s
    +|  - latency.p99{over: 600ms} < 2s
    > sample.yaml:14:23: "over" is 500ms, which cuts 10m into 1200 windows, and 1000 is the most; write at least 600ms
    > sample.yaml:15:23: "over" is 1ns, which cuts 10m into 600000000000 windows, and 1000 is the most; write at least 600ms

    ## a load whose end is not known
    3|run: {items: 500}
    +|thresholds:
    +|  - latency.p99{over: 30s} < 2s
    > sample.yaml:14:23: "over" needs a load that ends at a known time; give run.duration and no run.items

    ## a load that may end before its time
    3|run: {duration: 10m, items: 500}
    +|thresholds:
    +|  - latency.p99{over: 30s} < 2s
    > sample.yaml:14:23: "over" needs a load that ends at a known time; give run.duration and no run.items

    ## ==
    +|thresholds:
    +|  - failed{over: 30s} == 0
    +|  - {expr: failed == 0, over: 30s}
    > sample.yaml:14:18: "over" does not go with ==; use <, <=, > or >=, which every window can meet
    > sample.yaml:15:31: "over" does not go with ==; use <, <=, > or >=, which every window can meet

    ## two selectors
    +|thresholds:
    +|  - {expr: latency.p99 < 2s, over: 30s, phase: hold}
    +|  - {expr: 'latency.p99{priority: 0} < 2s', over: 30s}
    +|  - 'latency.p99{over: 30s, workload: bulk} < 2s'
    > sample.yaml:14:12: one selector at a time; take out all but one of them
    > sample.yaml:15:13: one selector at a time; take out all but one of them
    > sample.yaml:16:27: one selector at a time; a selector is {priority: 10}, {workload: bulk}, {phase: hold} or {over: 30s}

    ## a figure of the whole run
    +|thresholds:
    +|  - queue.wait.p99{over: 30s} < 2s
    +|  - {expr: embed.processed > 2, over: 30s}
    > sample.yaml:14:20: queue.wait.p99 cannot be taken over windows; it is a figure of the whole run
    > sample.yaml:15:39: embed.processed cannot be taken over windows; it is a figure of the whole run
    """#
}

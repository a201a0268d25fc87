import Testing

@Suite struct ScenarioMessageTests {
  @Test(arguments: MessageGolden.cases(ScenarioGolden.text))
  func `a wrong value at the top or in run is named with its place`(_ golden: MessageGolden) {
    #expect(golden.observed == golden.expected)
  }
}

/// Lines of the sample replaced (`3|`) or added (`+|`), and all that is then said (`>`).
private enum ScenarioGolden {
  static let text = #"""
    ## unknown key
    2|nmae: sample
    > sample.yaml:1:1: missing key "name" in a scenario; write name: congestion
    > sample.yaml:2:1: unknown key "nmae" in a scenario; did you mean "name"?

    ## missing sections
    2|
    3|
    4|workloads: []
    5|
    6|
    7|
    8|
    9|
    10|
    11|
    12|
    > sample.yaml:1:1: missing key "name" in a scenario; write name: congestion
    > sample.yaml:1:1: missing key "pipeline" in a scenario; write pipeline: {environment: standard}
    > sample.yaml:4:12: "workloads" is empty; write workloads: [{name: bulk, arrivals: poisson, phases: [{rate: 20/s, for: 10m}]}]

    ## another version
    1|schemaVersion: 2
    +|nonsense: 1
    > sample.yaml:1:16: schemaVersion 2 is not one that this build reads; it reads 1

    ## no version
    1|schemaVersion: one
    > sample.yaml:1:16: "schemaVersion" must be 1, not "one"

    ## a key without a value
    2|name:
    > sample.yaml:2:6: "name" has no value; write name: congestion

    ## name of two lines
    2|name: "a\nb"
    > sample.yaml:2:7: "name" must be one line of 1 to 128 bytes

    ## label type
    3|labels: {type: spiky, suite: [a]}
    > sample.yaml:3:16: the label "type" is "spiky", which is unknown; did you mean "spike"?
    > sample.yaml:3:30: the label "suite" must be a text

    ## run that is a list
    3|run: [duration, 10m]
    > sample.yaml:3:6: "run" must be a mapping, not a list

    ## missing units
    3|run: {duration: 600, warmup: 0.5, drainTimeout: 60}
    > sample.yaml:3:17: "duration" is 600 without a unit; write 600s or 600ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:3:30: "warmup" is 0.5 without a unit; write 0.5s or 0.5ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:3:49: "drainTimeout" is 60 without a unit; write 60s or 60ms (units: ns, us, ms, s, m, h, d)

    ## foreign units
    3|run: {duration: 10 min, warmup: 30sec, drainTimeout: 1 fortnight}
    > sample.yaml:3:17: "duration" is "10 min", and min is no unit of a duration; did you mean 10m?
    > sample.yaml:3:33: "warmup" is "30sec", and sec is no unit of a duration; did you mean 30s?
    > sample.yaml:3:54: "drainTimeout" is "1 fortnight", and fortnight is no unit of a duration; units: ns, us, ms, s, m, h, d

    ## mixed units
    3|run: {duration: 1m30s}
    > sample.yaml:3:17: "duration" must be a duration such as 30s, not "1m30s"

    ## negative and zero
    3|run: {duration: 0s, warmup: -1s, items: 0, replications: 0, seed: -1}
    > sample.yaml:3:17: "duration" must be above 0s, not 0s
    > sample.yaml:3:29: "warmup" must be at least 0s, not -1s
    > sample.yaml:3:41: "items" must be a whole number from 1 to 1000000000000, not "0"
    > sample.yaml:3:58: "replications" must be a whole number from 1 to 100000, not "0"
    > sample.yaml:3:67: "seed" must be a whole number from 0 to 18446744073709551615, not "-1"

    ## wrong types
    3|run: {duration: {m: 10}, items: many, replications: 1.5, seed: x, warmup: atuo}
    > sample.yaml:3:17: "duration" must be a duration such as 30s, not a mapping
    > sample.yaml:3:33: "items" must be a whole number from 1 to 1000000000000, not "many"
    > sample.yaml:3:53: "replications" must be a whole number from 1 to 100000, not "1.5"
    > sample.yaml:3:64: "seed" must be a whole number from 0 to 18446744073709551615, not "x"
    > sample.yaml:3:75: "warmup" is "atuo", which is unknown; did you mean "auto"?

    ## beyond the limits
    3|run: {duration: 101000d, replications: 100001, drainTimeout: 1e300d}
    > sample.yaml:3:17: "duration" must be at most 100 years, not 101000d
    > sample.yaml:3:40: "replications" must be a whole number from 1 to 100000, not "100001"
    > sample.yaml:3:62: "drainTimeout" is 1e300d, which is too large

    ## below a nanosecond
    3|run: {duration: 10m, warmup: 0.5ns}
    > sample.yaml:3:30: "warmup" is 0.5ns, which is finer than a nanosecond

    ## warm-up as long as the run
    3|run: {duration: 10m, warmup: 10m}
    > sample.yaml:3:30: the warm-up of 10m leaves nothing of the 10m of load to measure; make run.duration longer or run.warmup shorter

    ## warm-up as long as the phases
    3|run: {warmup: 600s}
    > sample.yaml:3:15: the warm-up of 10m leaves nothing of the 10m of load to measure; make run.duration longer or run.warmup shorter
    """#
}

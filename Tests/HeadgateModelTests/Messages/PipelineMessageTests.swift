import Testing

@Suite struct PipelineMessageTests {
  @Test(arguments: MessageGolden.cases(PipelineGolden.text))
  func `a wrong pipeline is named with its place`(_ golden: MessageGolden) {
    #expect(golden.observed == golden.expected)
  }
}

/// Lines of the sample replaced (`3|`) or added (`+|`), and all that is then said (`>`).
private enum PipelineGolden {
  static let text = #"""
    ## unknown environment
    9|  environment: standrad
    9|  stages:
    > sample.yaml:9:16: "environment" is "standrad", which is unknown; did you mean "standard"?

    ## no stages
    9|  lease: 30s
    10|
    11|
    12|
    > sample.yaml:9:3: "pipeline" needs stages; write environment: standard, or stages: [{name: embed, service: {perItem: 5ms}}]

    ## empty stages
    9|  stages: []
    10|
    11|
    12|
    > sample.yaml:9:11: "stages" is empty; write stages: [{name: embed, service: {perItem: 5ms}}]

    ## stages that are no list
    9|  stages: {embed: 4}
    10|
    11|
    12|
    > sample.yaml:9:11: "stages" must be a list, not a mapping

    ## queue
    9|  queue: {capacity: lots, onFull: blok, aging: 0s}
    9|  stages:
    > sample.yaml:9:21: "capacity" must be a whole number from 0 to 1000000000 or unlimited, not "lots"
    > sample.yaml:9:35: "onFull" is "blok", which is unknown; did you mean "block"?
    > sample.yaml:9:48: "aging" must be above 0s, not 0s

    ## negative capacity
    9|  queue: {capacity: -1}
    9|  stages:
    > sample.yaml:9:21: "capacity" must be a whole number from 0 to 1000000000, not "-1"

    ## misspelt unlimited
    9|  queue: {capacity: unlimted}
    9|  stages:
    > sample.yaml:9:21: "capacity" is "unlimted", which is unknown; did you mean "unlimited"?

    ## retry
    9|  retry: {maxAttempts: 0, resume: begin, backoff: {initial: 5, factor: 0.5, max: x, jitter: ful}}
    9|  stages:
    > sample.yaml:9:24: "maxAttempts" must be a whole number from 1 to 1000, not "0"
    > sample.yaml:9:35: "resume" is "begin", which is unknown; valid: stage, start
    > sample.yaml:9:61: "initial" is 5 without a unit; write 5s or 5ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:9:72: "factor" must be at least 1, not 0.5
    > sample.yaml:9:82: "max" must be a duration such as 30s, not "x"
    > sample.yaml:9:93: "jitter" is "ful", which is unknown; did you mean "full"?

    ## heartbeat
    9|  heartbeat: 30s
    9|  stages:
    > sample.yaml:9:14: the first heartbeat comes too late for a lease of 30s; make it shorter than the lease, or write heartbeat: none

    ## heartbeat that is none
    9|  heartbeat: never
    9|  stages:
    > sample.yaml:9:14: "heartbeat" must be a duration such as 30s or none, not "never"

    ## lease
    9|  lease: 0s
    9|  stages:
    > sample.yaml:9:10: "lease" must be above 0s, not 0s

    ## work
    11|      work: cpus
    > sample.yaml:11:13: "work" is "cpus", which is unknown; did you mean "cpu"?

    ## stage values
    11|      workers: 0
    11|      batch: {size: 0, linger: 5}
    11|      buffer: -1
    11|      timeout: 0s
    > sample.yaml:11:16: "workers" must be a whole number from 1 to 10000, not "0"
    > sample.yaml:12:21: "size" must be a whole number from 1 to 1000000, not "0"
    > sample.yaml:12:32: "linger" is 5 without a unit; write 5s or 5ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:13:15: "buffer" must be a whole number from 0 to 1000000000, not "-1"
    > sample.yaml:14:16: "timeout" must be above 0s, not 0s

    ## too many workers
    11|      workers: 10001
    > sample.yaml:11:16: "workers" must be a whole number from 1 to 10000, not "10001"

    ## no service
    12|
    > sample.yaml:10:7: missing key "service" in a stage; write service: {perItem: 5ms}

    ## empty service
    12|      service: {}
    > sample.yaml:12:16: "service" is empty; write service: {perItem: 5ms}, or {base: 0s} for no time at all

    ## failures
    11|      failures: {transient: 0.5, permanent: 101%}
    > sample.yaml:11:29: "transient" is 0.5 without a unit; write 50% (units: %)
    > sample.yaml:11:45: "permanent" must be at most 100%, not 101%

    ## handling of failures
    11|      failures: {handling: 0s}
    > sample.yaml:11:28: "handling" must be above 0s, not 0s

    ## handling that is no time
    11|      failures: {handling: slow}
    > sample.yaml:11:28: "handling" must be a duration such as 30s or a mapping with time and perSecond, not "slow"

    ## handling in parts
    11|      failures: {handling: {perSecond: 0, tme: 20ms}}
    > sample.yaml:11:28: missing key "time" in a mapping with time and perSecond; write time: 20ms
    > sample.yaml:11:40: "perSecond" must be a whole number from 1 to 1000000000, not "0"
    > sample.yaml:11:43: unknown key "tme" in a mapping with time and perSecond; did you mean "time"?

    ## pressure
    11|      pressure: {from: 50, to: 50, slowdown: 2}
    > sample.yaml:11:32: "to" is 50, and must be more than "from", 50

    ## pressure in parts
    11|      pressure: {from: -1, slowdown: 0.5}
    > sample.yaml:11:17: missing key "to" in "pressure"; write to: 5000
    > sample.yaml:11:24: "from" must be a whole number from 0 to 1000000000, not "-1"
    > sample.yaml:11:38: "slowdown" must be at least 1, not 0.5

    ## pressure that is none
    11|      pressure: non
    > sample.yaml:11:17: "pressure" is "non", which is unknown; did you mean "none"?

    ## failures in sum
    11|      failures: {transient: 60%, permanent: 50%}
    > sample.yaml:11:17: transient and permanent failures are more than 100% together

    ## breaker
    11|      breaker: {threshold: 0%, window: 5, minimum: 10, openFor: 5, probes: 0}
    > sample.yaml:11:28: "threshold" must be above 0%, not 0%
    > sample.yaml:11:52: "minimum" is 10, but the window holds 5 attempts; the breaker would never open
    > sample.yaml:11:65: "openFor" is 5 without a unit; write 5s or 5ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:11:76: "probes" must be a whole number from 1 to 100000, not "0"

    ## quota
    11|      quota: {rate: 0/s, burst: 0, refusal: 0s, countsRefused: 1}
    > sample.yaml:11:21: "rate" must be above 0/s, not 0/s
    > sample.yaml:11:33: "burst" must be above 0, not 0
    > sample.yaml:11:45: "refusal" must be above 0s, not 0s
    > sample.yaml:11:64: "countsRefused" must be true or false, not "1"

    ## quota without a rate
    11|      quota: {burst: 10}
    > sample.yaml:11:14: missing key "rate" in "quota"; write rate: 100/s

    ## quota of another kind
    11|      quota: 100/s
    > sample.yaml:11:14: "quota" must be a mapping or none, not "100/s"

    ## quota that never lets a batch in
    11|      batch: {size: 10}
    11|      quota: {rate: 100/s, burst: 8.5}
    > sample.yaml:12:35: a quota of 8.5 units never lets in a full batch of 10; write burst: 10, or more

    ## cache
    11|      cache: {keys: 0, skew: -1, hit: 0s, warm: 110%, fillOnTimeout: maybe}
    > sample.yaml:11:21: "keys" must be a whole number from 1 to 1000000, not "0"
    > sample.yaml:11:30: "skew" must be at least 0, not -1
    > sample.yaml:11:39: "hit" must be above 0s, not 0s
    > sample.yaml:11:49: "warm" must be at most 100%, not 110%
    > sample.yaml:11:70: "fillOnTimeout" must be true or false, not "maybe"

    ## cache without keys
    11|      cache: {hit: 1ms}
    > sample.yaml:11:14: missing key "keys" in "cache"; write keys: 10000

    ## breaker that cannot open
    11|      breaker: {window: 5, minimum: 10}
    > sample.yaml:11:37: "minimum" is 10, but the window holds 5 attempts; the breaker would never open

    ## reserved name
    10|    - name: queue
    > sample.yaml:10:13: a stage cannot be called "queue": names of metrics begin so; call it queue-stage, for one

    ## name with a dot
    10|    - name: a.b
    > sample.yaml:10:13: "name" is "a.b", but a name cannot hold "."; selectors and paths could not tell it apart: use letters, digits, - and _

    ## name with a space
    10|    - name: a b
    > sample.yaml:10:13: "name" is "a b", but a name cannot hold " "; selectors and paths could not tell it apart: use letters, digits, - and _

    ## name with a brace
    10|    - name: "a{b"
    > sample.yaml:10:13: "name" is "a{b", but a name cannot hold "{"; selectors and paths could not tell it apart: use letters, digits, - and _

    ## one name twice
    12|      service: {base: 1ms}
    12|    - {name: embed, service: {base: 1ms}}
    > sample.yaml:13:14: two stages are called "embed"; the first stands in line 10, column 13

    ## no name
    10|    - buffer: 5
    > sample.yaml:10:7: missing key "name" in a stage; write name: embed

    ## distributions
    12|      service: {base: {exponental: {mean: 1ms}}, perItem: {exponential: {mean: 0s}}, perKiB: {uniform: {min: 2ms, max: 1ms}}}
    > sample.yaml:12:24: unknown key "exponental" in a mapping with one distribution; did you mean "exponential"?
    > sample.yaml:12:80: "mean" must be above 0s, not 0s
    > sample.yaml:12:120: "max" is less than "min"

    ## parameters
    12|      service: {base: {lognormal: {mean: 1ms, p95: 2ms}}, perItem: {lognormal: {median: 2ms, p95: 1ms}}, perKiB: {erlang: {k: 0, mean: 5}}}
    > sample.yaml:12:47: "mean" and "p95" exclude each other; give mean with cv or median with p95
    > sample.yaml:12:99: "p95" is less than "median"
    > sample.yaml:12:127: "k" must be a whole number from 1 to 1000, not "0"
    > sample.yaml:12:136: "mean" is 5 without a unit; write 5s or 5ms (units: ns, us, ms, s, m, h, d)

    ## more parameters
    12|      service: {base: {hyperexponential: {mean: 1ms, cv: 0.5}}, perItem: {pareto: {min: 0s, alpha: 1}}, perKiB: {weibull: {mean: 1ms}}}
    > sample.yaml:12:58: "cv" must be at least 1, not 0.5
    > sample.yaml:12:89: "min" must be above 0s, not 0s
    > sample.yaml:12:123: missing key "shape" in the parameters of weibull; write shape: 2

    ## two distributions
    12|      service: {perItem: {exponential: {mean: 1ms}, constant: 1ms}}
    > sample.yaml:12:53: "exponential" and "constant" exclude each other; keep one of them

    ## two caps
    12|      service: {perItem: {exponential: {mean: 1ms, max: 2ms}, max: 3ms}}
    > sample.yaml:12:68: "max" is given twice; keep one of them

    ## mixtures
    12|      service: {base: {mixture: []}, perItem: {mixture: [{constant: 1ms}, {weight: 0, constant: 2ms}, {weight: 1}]}}
    > sample.yaml:12:33: "mixture" is empty; write mixture: [{weight: 80%, constant: 5ms}, {weight: 20%, exponential: {mean: 5ms}}]
    > sample.yaml:12:58: missing key "weight" in a part of a mixture; write weight: 80%
    > sample.yaml:12:84: "weight" must be above 0, not 0
    > sample.yaml:12:103: a part of a mixture needs constant, exponential, uniform, lognormal, gamma, erlang, weibull, pareto, hyperexponential, mixture or empirical

    ## a distribution that is a list
    12|      service: {perItem: [1ms, 2ms]}
    > sample.yaml:12:26: "perItem" must be a duration such as 30s or a mapping with one distribution, not a list

    ## a size for a duration
    12|      service: {perItem: 5KiB}
    > sample.yaml:12:26: "perItem" is "5KiB", and KiB is no unit of a duration; units: ns, us, ms, s, m, h, d

    ## unknown controller
    +|controller: balancd
    > sample.yaml:13:13: "controller" is "balancd", which is unknown; did you mean "balanced"?

    ## controller values
    +|controller: {rate: 50, burst: 0, high: 20%, low: 0.5, decrease: 2, increase: 0.5, interval: 0s, signal: up}
    > sample.yaml:13:20: "rate" is 50 without a unit; write 50/s (units: /s, /m, /h)
    > sample.yaml:13:31: "burst" must be above 0, not 0
    > sample.yaml:13:50: "low" must be less than "high"
    > sample.yaml:13:65: "decrease" must be at most 1, not 2
    > sample.yaml:13:78: "increase" must be at least 1, not 0.5
    > sample.yaml:13:93: "interval" must be above 0s, not 0s
    > sample.yaml:13:105: "signal" is "up", which is unknown; valid: downstream, submission, total

    ## controller without a rate
    +|controller: {high: 0.9}
    > sample.yaml:13:13: the controller needs a rate or a preset; write controller: {preset: balanced} or {rate: 50/s}

    ## controller bounds
    +|controller: {rate: 5/s, burst: 1, cost: 2, minMultiplier: 3, maxMultiplier: 2}
    > sample.yaml:13:32: a bucket of 1 tokens never holds the 2 that a dispatch costs
    > sample.yaml:13:59: "minMultiplier" is greater than "maxMultiplier"

    ## controller of another name
    +|controller: {preset: none}
    > sample.yaml:13:22: "preset" is "none", which is unknown; valid: conservative, balanced, aggressive, aimd, pi, minimum-delay, aws-adaptive, vegas, gradient2, failsafe

    ## faults
    +|faults:
    +|  - {at: 1m, for: 0s, stage: embd, slowdown: 4}
    +|  - {at: 1, for: 5s, stage: embed, crash: 0}
    +|  - {at: 1m, for: 5s, stage: embed}
    +|  - {at: 1m, for: 5s, stage: embed, outage: true, stall: true}
    +|  - {at: 1m, stage: embed, errors: 0.5}
    +|  - {at: 1m, for: 5s, stage: embed, outage: false}
    +|  - embed
    +|  - {at: 1m, for: 5s, stage: embed, quota: 50%}
    +|  - {at: 1m, for: 5s, stage: embed, heartbeats: lost}
    +|  - {at: 1m, for: 5s, heartbeats: true}
    +|  - {at: 1m, for: 5s, outage: true}
    +|  - {at: 1m, for: 5s, stage: embed, flush: true}
    > sample.yaml:14:19: "for" must be above 0s, not 0s
    > sample.yaml:14:30: no stage is called "embd"; did you mean "embed"?
    > sample.yaml:15:10: "at" is 1 without a unit; write 1s or 1ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:15:43: "crash" must be a whole number from 1 to 10000, not "0"
    > sample.yaml:16:5: a fault needs slowdown, errors, outage, crash, stall, quota, flush or heartbeats
    > sample.yaml:17:51: "outage" and "stall" exclude each other; keep one of them
    > sample.yaml:18:5: missing key "for" in a fault; write for: 60s
    > sample.yaml:18:36: "errors" is 0.5 without a unit; write 50% (units: %)
    > sample.yaml:19:45: "outage" must be true, not "false"
    > sample.yaml:20:5: a fault must be a mapping, not "embed"; keys: at, for, stage, slowdown, errors, outage, crash, stall, heartbeats, quota, flush
    > sample.yaml:21:44: embed has no quota of which something could be left; give the stage one, such as quota: {rate: 100/s}
    > sample.yaml:22:30: heartbeats are lost in the whole pipeline; leave the stage out
    > sample.yaml:23:35: "heartbeats" is "true", which is unknown; valid: lost
    > sample.yaml:24:5: missing key "stage" in a fault; write stage: embed
    > sample.yaml:25:44: embed has no cache that could be emptied; give the stage one, such as cache: {keys: 10000}
    """#
}

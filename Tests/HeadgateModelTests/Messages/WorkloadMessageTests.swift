import Testing

@Suite struct WorkloadMessageTests {
  @Test(arguments: MessageGolden.cases(WorkloadGolden.text))
  func `a wrong workload is named with its place`(_ golden: MessageGolden) {
    #expect(golden.observed == golden.expected)
  }
}

/// Lines of the sample replaced (`3|`) or added (`+|`), and all that is then said (`>`).
private enum WorkloadGolden {
  static let text = #"""
    ## unknown arrivals
    6|    arrivals: poison
    > sample.yaml:6:15: "arrivals" is "poison", which is unknown; did you mean "poisson"?

    ## no arrivals
    6|    priority: 0
    > sample.yaml:5:5: missing key "arrivals" in a workload; write arrivals: poisson

    ## two processes
    6|    arrivals: {gamma: {cv: 2}, closed: {clients: 2}}
    > sample.yaml:6:32: "gamma" and "closed" exclude each other; keep one of them

    ## an empty process
    6|    arrivals: {}
    > sample.yaml:6:15: a mapping with one arrival process needs gamma, closed or trace

    ## unknown process
    6|    arrivals: {gama: {cv: 2}}
    > sample.yaml:6:16: unknown key "gama" in a mapping with one arrival process; did you mean "gamma"?

    ## wrong cv
    6|    arrivals: {gamma: {cv: 0}}
    > sample.yaml:6:28: "cv" must be above 0, not 0

    ## open without phases
    7|
    > sample.yaml:6:15: open arrivals need phases to say their rate; write phases: [{rate: 20/s, for: 2m}]

    ## no phases
    7|    phases: []
    > sample.yaml:7:13: "phases" is empty; write phases: [{rate: 20/s, for: 2m}]

    ## a phase without a rate
    7|    phases: [{name: hold, for: 10m}]
    > sample.yaml:7:14: missing key "rate" in a phase of open arrivals; write rate: 20/s

    ## a phase without a length
    7|    phases: [{name: hold, rate: 20/s}]
    > sample.yaml:7:14: missing key "for" in a phase; write for: 2m

    ## phase values
    7|    phases: [{rate: 20, to: -1/s, for: 0s}, {rate: 5rps, for: 1}, {rates: 1/s, for: 1m}]
    > sample.yaml:7:21: "rate" is 20 without a unit; write 20/s (units: /s, /m, /h)
    > sample.yaml:7:29: "to" must be at least 0/s, not -1/s
    > sample.yaml:7:40: "for" must be above 0s, not 0s
    > sample.yaml:7:52: "rate" is "5rps", and rps is no unit of a rate; did you mean 5/s?
    > sample.yaml:7:63: "for" is 1 without a unit; write 1s or 1ms (units: ns, us, ms, s, m, h, d)
    > sample.yaml:7:67: missing key "rate" in a phase of open arrivals; write rate: 20/s
    > sample.yaml:7:68: unknown key "rates" in a phase; did you mean "rate"?

    ## rates of 0
    7|    phases: [{rate: 0/s, for: 10m}]
    > sample.yaml:7:13: every rate is 0: no job would ever arrive; give one phase a rate, such as 20/s

    ## phases of one name
    7|    phases: [{name: a, rate: 1/s, for: 1m}, {name: a, rate: 1/s, for: 1m}]
    > sample.yaml:7:52: two phases are called "a"; the first stands in line 7, column 21

    ## phases and burst
    3|run: {items: 100}
    6|    arrivals: burst
    > sample.yaml:7:13: phases and burst exclude each other: a burst arrives all at once; take the phases out, or write arrivals: poisson

    ## burst without items
    6|    arrivals: burst
    7|
    > sample.yaml:6:15: a burst needs run.items, the number of jobs that arrive at once; write run: {items: 1000}

    ## burst with a warm-up to find
    3|run: {items: 5, warmup: auto}
    6|    arrivals: burst
    7|
    > sample.yaml:3:25: a burst has no warm-up to find; write a duration, or leave run.warmup out

    ## two bursts
    3|run: {items: 5}
    6|    arrivals: burst
    7|  - {name: other, arrivals: burst}
    > sample.yaml:7:29: only one workload can be a burst: run.items is its size; share its jobs out over priorities with priority: {weights: …}

    ## closed without an end
    3|
    6|    arrivals: {closed: {clients: 4, thinkTime: 1s}}
    7|
    > sample.yaml:6:15: closed clients submit without end; write run: {duration: 10m} or run: {items: 5000}

    ## closed values
    6|    arrivals: {closed: {clients: 0, thinkTime: 1}}
    7|
    > sample.yaml:6:34: "clients" must be a whole number from 1 to 1000000, not "0"
    > sample.yaml:6:48: "thinkTime" is 1 without a unit; write 1s or 1ms (units: ns, us, ms, s, m, h, d)

    ## closed with rates
    6|    arrivals: {closed: {clients: 4, thinkTime: 1s}}
    > sample.yaml:7:27: "rate" has no meaning here: only open arrivals follow rates; such phases only name stretches of time

    ## closed without thought upon a queue that rejects
    6|    arrivals: {closed: {clients: 4}}
    7|
    9|  queue: {onFull: reject}
    9|  stages:
    > sample.yaml:6:15: clients that do not think would submit without end in one instant; give them a thinkTime, or write queue: {onFull: block}

    ## closed without thought upon stages that take no time
    6|    arrivals: {closed: {clients: 4}}
    7|
    12|      service: {base: 0s}
    > sample.yaml:6:15: clients that do not think would submit without end in one instant; give a stage a service time, or thinkTime

    ## too many clients
    6|    arrivals: {closed: {clients: 600000, thinkTime: 1s}}
    7|  - {name: more, arrivals: {closed: {clients: 600000, thinkTime: 1s}}}
    > sample.yaml:5:3: 1200000 closed clients in all, but at most 1000000 are allowed

    ## names
    5|  - name: bulk.0
    7|    phases: [{name: 12, rate: 1/s, for: 1m}, {name: "", rate: 1/s, for: 1m}]
    > sample.yaml:5:11: "name" is "bulk.0", but a name cannot hold "."; selectors and paths could not tell it apart: use letters, digits, - and _
    > sample.yaml:7:21: "name" is "12", but a name cannot be a number; in a path a number is a position
    > sample.yaml:7:53: "name" must be a name of 1 to 64 letters, not ""

    ## one name twice
    7|    phases: [{rate: 1/s, for: 1m}]
    7|  - {name: bulk, arrivals: {closed: {clients: 1, thinkTime: 1s}}}
    > sample.yaml:8:12: two workloads are called "bulk"; the first stands in line 5, column 11

    ## priorities
    6|    arrivals: poisson
    6|    priority: {weights: {high: 50%, 99999: 1, 1: 0%, 2: x}}
    > sample.yaml:7:26: the priority "high" must be a whole number from -32768 to 32767
    > sample.yaml:7:37: the priority "99999" must be a whole number from -32768 to 32767
    > sample.yaml:7:50: the weight of priority 1 must be above 0%, not 0%
    > sample.yaml:7:57: the weight of priority 2 must be a number or a share such as 50%, not "x"

    ## priority
    6|    arrivals: poisson
    6|    priority: urgent
    > sample.yaml:7:15: "priority" must be a whole number from -32768 to 32767 or a mapping with weights, not "urgent"

    ## no weights
    6|    arrivals: poisson
    6|    priority: {weights: {}}
    > sample.yaml:7:25: "weights" is empty; write {0: 80%, 10: 20%}

    ## chapters
    6|    arrivals: poisson
    6|    chapters: {size: 8, files: x.md}
    > sample.yaml:7:22: "size" is 8 without a unit; write 8KiB or 8B (units: B, KiB, MiB)
    > sample.yaml:7:25: "size" and "files" exclude each other; keep one of them

    ## no chapters
    6|    arrivals: poisson
    6|    chapters: {}
    > sample.yaml:7:15: a mapping with size or files needs size or files

    ## chapters that are no mapping
    6|    arrivals: poisson
    6|    chapters: 8KiB
    > sample.yaml:7:15: "chapters" must be a mapping with size or files, not "8KiB"
    """#
}

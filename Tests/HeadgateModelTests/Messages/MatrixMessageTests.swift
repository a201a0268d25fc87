import Testing

@Suite struct MatrixMessageTests {
  @Test(arguments: MessageGolden.cases(MatrixGolden.text))
  func `a wrong matrix is named with its place`(_ golden: MessageGolden) {
    #expect(golden.observed == golden.expected)
  }
}

/// Lines of the sample replaced (`3|`) or added (`+|`), and all that is then said (`>`).
private enum MatrixGolden {
  static let text = #"""
    ## unknown path
    +|matrix:
    +|  controler: [balanced]
    > sample.yaml:14:3: the scenario has no "controler"; did you mean "controller"?

    ## unknown key in a stage
    +|matrix:
    +|  pipeline.stages.embed.worker: [1]
    > sample.yaml:14:3: "pipeline.stages.embed" has no "worker"; did you mean "pipeline.stages.embed.workers"?

    ## unknown stage
    +|matrix:
    +|  pipeline.stages.store.workers: [1]
    > sample.yaml:14:3: "pipeline.stages" has no "store"; valid after "pipeline.stages.": embed

    ## unknown workload
    +|matrix:
    +|  workloads.bluk.priority: [1]
    > sample.yaml:14:3: "workloads" has no "bluk"; did you mean "workloads.bulk"?

    ## phase out of range
    +|matrix:
    +|  workloads.bulk.phases.1.rate: [1/s]
    > sample.yaml:14:3: "workloads.bulk.phases" has no item 1; items: 0 to 0

    ## path into a value
    +|matrix:
    +|  pipeline.stages.embed.workers.x: [1]
    > sample.yaml:14:3: "pipeline.stages.embed.workers" has no keys

    ## path of the scenario
    +|matrix:
    +|  name: [a, b]
    +|  thresholds.0: [a]
    +|  run.replications: [1]
    > sample.yaml:14:3: "name" cannot vary: it belongs to the whole scenario
    > sample.yaml:15:3: "thresholds" cannot vary: it belongs to the whole scenario
    > sample.yaml:16:3: "run.replications" cannot vary: it belongs to the whole scenario

    ## no list
    +|matrix:
    +|  controller: balanced
    > sample.yaml:14:15: the axis "controller" must be a list of values, not a single value; write controller: [balanced]

    ## an empty list
    +|matrix:
    +|  controller: []
    > sample.yaml:14:15: the axis "controller" is empty

    ## one value twice
    +|matrix:
    +|  controller: [balanced, balanced]
    > sample.yaml:14:26: "balanced" is twice on the axis "controller"

    ## matrix that is a list
    +|matrix: [controller]
    > sample.yaml:13:9: "matrix" must be a mapping or none, not a list

    ## a wrong value
    +|matrix:
    +|  pipeline.stages.embed.workers: [1, 0, 4, many]
    > sample.yaml:14:38: "workers" must be a whole number from 1 to 10000, not "0"
    > sample.yaml:14:44: "workers" must be a whole number from 1 to 10000, not "many"

    ## a wrong value far away
    +|matrix:
    +|  pipeline.stages.embed.name: [embed, encode]
    +|  run.seed: [1, 2]
    +|faults: [{at: 1m, for: 1m, stage: embed, stall: true}]
    > sample.yaml:14:39: with pipeline.stages.embed.name=encode, run.seed=1: no stage is called "embed" (sample.yaml:16:35); stages: encode

    ## a wrong value that the matrix replaces
    11|      workers: fuor
    +|matrix:
    +|  pipeline.stages.embed.workers: [1, 2]
    > sample.yaml:11:16: "workers" must be a whole number from 1 to 10000, not "fuor"

    ## auto in some
    +|matrix:
    +|  run.warmup: [auto, 1s]
    > sample.yaml:14:3: warmup: auto is for all variants or for none

    ## a path that is wrong in itself
    +|matrix:
    +|  pipeline..queue: [1]
    > sample.yaml:14:3: "pipeline" has no ""; valid after "pipeline.": environment, queue, retry, lease, heartbeat, stages
    """#
}

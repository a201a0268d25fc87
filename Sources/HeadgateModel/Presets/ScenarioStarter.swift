/// The scenario that `headgate init` writes.
public enum ScenarioStarter {
  /// A commented scenario that is valid and runs; `name` becomes its name.
  public static func text(name: String) -> String {
    let quoted = name.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return """
      # \(quoted.isEmpty ? "A scenario" : quoted): what it asks goes here.
      #
      #   headgate validate FILE       checks it without running
      #   headgate run FILE            runs it, and holds it to its thresholds
      #   headgate schema              prints the format; headgate presets, what can be named
      schemaVersion: 1
      name: "\(quoted)"
      description: Does the pipeline keep up, and how long does a chapter take?

      run:
        seed: 42             # the same seed gives the same result, on any machine
        replications: 5      # independent universes; they give the interval beside each figure
        duration: 5m         # how long load is offered
        warmup: 30s          # left out of every statistic

      workloads:             # all of them run side by side
        - name: bulk
          arrivals: poisson  # or constant, burst, {gamma: …}, {closed: …}, {trace: …}
          phases:            # the last rate holds until the run's end
            - {name: ramp, rate: 5/s, to: 30/s, for: 1m}
            - {name: hold, rate: 30/s, for: 4m}
          chapters:
            size: {lognormal: {median: 8KiB, p95: 64KiB, max: 1MiB}}

      pipeline:
        environment: standard             # chunk, embed and store; or local, high-throughput
        queue: {capacity: 1000, onFull: block}
        retry: {maxAttempts: 4}
        stages:                           # what is left out comes from the environment
          - name: chunk
          - name: embed
            workers: 6
            failures: {transient: 0.5%}
          - name: store

      controller: balanced                # or conservative, aggressive, none, {rate: 60/s}

      faults:
        - {at: 3m, for: 20s, stage: embed, slowdown: 2}

      # matrix:                           # run every combination side by side
      #   controller: [conservative, balanced, aggressive]
      #   pipeline.stages.embed.workers: [4, 6, 8]

      thresholds:                         # they decide the exit code
        - throughput >= 25/s
        - latency.p99 < 60s
        - failed < 1%

      """
  }
}

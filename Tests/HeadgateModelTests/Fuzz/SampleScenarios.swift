import HeadgateModel

/// Valid scenarios that between them use every key of the format.
enum SampleScenarios {
  static let all = [
    everything, textbook, burst, control, json, ScenarioStarter.text(name: "starter"),
  ]

  static let everything = """
    schemaVersion: 1
    name: everything
    description: >
      Every key that needs no other file.
    labels: {suite: pr, type: spike}
    run: {seed: 42, replications: 10, duration: 10m, warmup: 30s, drainTimeout: 60s}
    workloads:
      - name: bulk
        priority: {weights: {0: 80%, 10: 20%}}
        arrivals: poisson
        phases:
          - {name: ramp, rate: 20/s, to: 45/s, for: 2m}
          - {name: hold, rate: 2700/m, for: 8m}
        chapters:
          size: {lognormal: {median: 8KiB, p95: 64KiB, max: 1MiB}}
      - name: bursty
        priority: -3
        arrivals: {gamma: {cv: 3}}
        phases: [{rate: 1/h, for: 1d}]
        chapters: {size: {exponential: {mean: 8KiB}}}
      - name: people
        arrivals: {closed: {clients: 4, thinkTime: {exponential: {mean: 500ms}}}}
        phases: [{name: early, for: 1m}]
        chapters: {size: 4KiB}
    pipeline:
      environment: standard
      queue: {capacity: 1000, onFull: shed, aging: 10s}
      retry:
        maxAttempts: 4
        backoff: {initial: 100ms, factor: 2, max: 10s, jitter: equal}
        resume: start
      lease: 30s
      heartbeat: 10s
      stages:
        - name: chunk
          workers: 4
          batch: {size: 10, linger: 5ms}
          buffer: unlimited
          service: &service
            base: {uniform: {min: 1ms, max: 2ms}}
            perItem: {lognormal: {mean: 2ms, cv: 0.5}}
            perKiB: 50us
        - name: embed
          workers: 6
          buffer: 100
          service:
            base: {mixture: [{weight: 90%, constant: 15ms}, {weight: 10%, pareto: {min: 15ms, alpha: 1.5}}], max: 1s}
            perItem: {gamma: {mean: 30ms, cv: 0.7}}
            perKiB: {erlang: {k: 3, mean: 10us}}
          failures: {transient: 0.5%, permanent: 0.01%, handling: {time: 20ms, perSecond: 50}}
          timeout: 5s
          deadline: 20s
          pressure: {from: 500, to: 5000, slowdown: 4}
          breaker: {threshold: 50%, window: 20, minimum: 10, openFor: 5s, probes: 3}
          quota: {rate: 100/s, burst: 20, refusal: 2ms, countsRefused: false}
          cache: {keys: 10000, skew: 1, hit: 1ms, warm: 90%, fillOnTimeout: true}
        - name: index
          service: *service
          timeout: none
          breaker: none
          work: cpu
          overhead: 60us
        - name: store
          service: {perItem: {weibull: {shape: 2, mean: 5ms}}, base: {hyperexponential: {mean: 1ms, cv: 2}}}
    controller:
      preset: balanced
      rate: 60/s
      burst: 80
      cost: 2
      high: 80%
      low: 0.3
      decrease: 0.6
      increase: 1.1
      minMultiplier: 0.2
      maxMultiplier: 2
      interval: 500ms
      signal: submission
    faults:
      - {at: 3m, for: 60s, stage: embed, slowdown: 4}
      - {at: 6m, for: 20s, stage: store, errors: 50%}
      - {at: 7m, for: 20s, stage: store, outage: true}
      - {at: 8m, for: 10s, stage: embed, crash: 2}
      - {at: 9m, for: 10s, stage: index, stall: true}
      - {at: 9m, for: 20s, heartbeats: lost}
      - {at: 9m, for: 10s, stage: embed, quota: 50%}
      - {at: 9m, for: 1s, stage: embed, flush: true}
    matrix:
      pipeline.stages.embed.workers: [4, 6]
      workloads.bulk.phases.hold.rate: [45/s, 50/s]
    thresholds:
      - latency.p99 < 2s
      - latency.p99{priority: 10} < 800ms
      - throughput{workload: bulk} >= 40/s
      - embed.utilization < 95%
      - failed < 0.1%
      - queue.depth.max <= 1000
      - {expr: queue.depth.max < 900, phase: hold, severity: warn}
      - {expr: latency.p99 < 9s, workload: people}
      - {expr: latency.p99 < 9s, priority: -3}
      - {expr: throughput > 9/s, over: 30s}
      - latency.p99{over: 1m} < 9s
    regression:
      - latency.p99 <= 105% of baseline
      - {expr: throughput >= 98% of baseline, severity: warn}

    """

  static let textbook = """
    # M/M/1 at half load
    schemaVersion: 1
    name: mm1
    run:
      duration: 1h
      warmup: auto
    workloads:
    - name: customers
      arrivals: poisson
      phases:
      - rate: 0.5/s
        for: 1h
    pipeline:
      queue:
        capacity: unlimited
      retry: {maxAttempts: 1}
      stages:
      - name: server
        workers: 1
        buffer: unlimited
        service: {perItem: {exponential: {mean: 1s}}}
    controller: none
    thresholds:
    - "latency.mean < 2100ms"
    - 'inFlight == 0'

    """

  static let burst = """
    schemaVersion: 1
    name: scaling
    run: {items: 100, warmup: 10s}
    workloads:
      - {name: warm, arrivals: constant, phases: [{rate: 5/s, for: 9s}, {rate: 0/s, for: 1s}]}
      - {name: load, arrivals: burst}
    pipeline: {environment: local}
    matrix:
      run.items: [100, 500, 1000, 5000]
      controller: [conservative, balanced, aggressive, {rate: 1000/s}]

    """

  static let control = """
    schemaVersion: 1
    name: control
    run: {items: 100}
    workloads: [{name: load, arrivals: burst}]
    pipeline: {environment: local}
    matrix:
      controller:
        - {algorithm: pi, rate: 5/s, target: 1s, proportional: 0.5, integral: 0.1}
        - {preset: minimum-delay, target: 5ms, window: 1s, increase: 5%}
        - {preset: aws-adaptive, scale: 1, beta: 0.5, smoothing: 0.5, on: failures}
        - limit: {algorithm: aimd, initial: 5, min: 2, max: 9, backoff: 0.5, timeout: 3s}
        - preset: balanced
          limit:
            algorithm: vegas
            smoothing: 0.5
            alpha: 2
            beta: 3
            probe: 10
            window: {length: 1s, longest: 2s, samples: 3, least: 1ms}
        - limit: {algorithm: gradient2, queueSize: 1, longWindow: 20, tolerance: 2, window: 1s}
        - {preset: failsafe, limit: {quantile: 0.5, baseline: 5, correlation: 10, factor: 2}}
        - {preset: vegas, limit: none, rate: 5/s, algorithm: fixed}

    """

  static let json = """
    {"schemaVersion": 1, "name": "json", "run": {"duration": "60s"},
     "workloads": [{"name": "only", "arrivals": "constant",
                    "phases": [{"rate": "50/s", "for": "60s"}]}],
     "pipeline": {"stages": [{"name": "work", "service": {"perItem": "5ms"}}]}}

    """
}

import HeadgateModel

extension QueueingModel {
  /// One figure for each known value.
  var figures: [Figure] {
    values.map { known in
      guard let figure = figure(of: known) else {
        preconditionFailure("\(known.id): no figure is known for \(known.metric)")
      }
      return figure
    }
  }

  private var wait: String { waitsInSubmissionQueue ? "queue.wait" : "s1.wait" }

  private func figure(of known: KnownValue) -> Figure? {
    if let degenerate = degenerateFigure(of: known) { return degenerate }
    return percentile(known) ?? average(known) ?? spread(known) ?? share(known) ?? station(known)
      ?? fromEmpty(known) ?? deterministic(known)
  }

  /// M/D/1 at half load leaves exactly half of its jobs without a wait, so that its median stands
  /// where the distribution jumps. No sample median is centred there; the share below it is.
  private func degenerateFigure(of known: KnownValue) -> Figure? {
    guard known.id == "MD1_rho0.5/sojourn_p50" else { return nil }
    var half = known
    half.value = 0.5
    return Figure(half) { $0.histogram("s1.wait").map { 1 - $0.positiveShare } }
  }

  private func percentile(_ known: KnownValue) -> Figure? {
    switch known.metric {
    case "sojourn_p50", "sojourn_p90", "sojourn_p95", "sojourn_p99", "sojourn_p999":
      Figure(known, .percentile, metric: "latency." + known.metric.dropFirst("sojourn_".count))
    case "wait_p95", "wait_p99":
      Figure(known, .percentile, metric: wait + "." + known.metric.dropFirst("wait_".count))
    case "delay_p99": Figure(known, .percentile, metric: "queue.wait.p99")
    default: nil
    }
  }

  private func average(_ known: KnownValue) -> Figure? {
    let depth = waitsInSubmissionQueue ? "queue.depth.mean" : "s1.buffer.mean"
    return switch known.metric {
    case "L": Figure(known, metric: "system.mean")
    case "Lq": Figure(known, metric: depth)
    case "W": Figure(known, metric: "latency.mean")
    case "Wq": Figure(known, metric: wait + ".mean")
    case "throughput": Figure(known, metric: "throughput")
    case "utilisation": Figure(known, metric: "s1.utilization")
    case "mean_batch": Figure(known, metric: "s1.batch.mean")
    case "mean_delay": Figure(known, metric: "queue.wait.mean")
    default: nil
    }
  }

  private func spread(_ known: KnownValue) -> Figure? {
    switch known.metric {
    case "sd_sojourn": Figure(known, .spread) { $0.histogram("latency")?.standardDeviation }
    case "sd_wait":
      Figure(known, .spread) { [wait] in $0.histogram(wait)?.standardDeviation }
    default: nil
    }
  }

  private func share(_ known: KnownValue) -> Figure? {
    switch known.metric {
    case "P_block", "P_drop": Figure(known) { $0.ratio("rejected", "offered") }
    case "P_idle": Figure(known) { $0.metric("s1.utilization").map { 1 - $0 } }
    case "P_delay": Figure(known) { $0.histogram("queue.wait")?.positiveShare }
    // An arrival to GI/M/1 finds the server busy with probability sigma.
    case "P_wait", "sigma":
      Figure(known) { [wait] in $0.histogram(wait)?.positiveShare }
    default: nil
    }
  }

  private func station(_ known: KnownValue) -> Figure? {
    switch known.metric {
    case "W_stage1", "W_stage2", "W_stage3":
      Figure(known) {
        let name = "s" + known.metric.suffix(1)
        return $0.sum(name + ".wait.mean", name + ".service.mean")
      }
    case "W_visit": Figure(known) { $0.sum("s1.wait.mean", "s1.service.mean") }
    case "lambda_eff":
      Figure(known) { result in
        result.ratio("attempts", "offered").flatMap { attempts in
          result.metric("offered.rate").map { $0 * attempts }
        }
      }
    case "Q_bottleneck": Figure(known) { $0.sum("s2.buffer.mean", "s2.utilization") }
    case "Wq_class1", "Wq_class2":
      Figure(known, metric: "time.queue{workload: \(known.metric.dropFirst(3))}")
    case "W_class1", "W_class2":
      Figure(known, metric: "latency.mean{workload: \(known.metric.dropFirst(2))}")
    default: nil
    }
  }

  private func fromEmpty(_ known: KnownValue) -> Figure? {
    switch known.metric {
    case "mean_wait_first_n": Figure(known, metric: "s1.wait.mean")
    case "wait_customer_n": Figure(known, metric: "time.buffer{priority: 1}")
    default: nil
    }
  }

  private func deterministic(_ known: KnownValue) -> Figure? {
    func milliseconds(_ kind: Figure.Kind, _ metric: String) -> Figure {
      Figure(known, kind) { $0.metric(metric).map { $0 * 1000 } }
    }
    return switch known.metric {
    case "makespan_ms": milliseconds(.mean, "latency.max")
    case "mean_sojourn_ms": milliseconds(.mean, "latency.mean")
    case "sojourn_p99_nearest_rank_ms": milliseconds(.percentile, "latency.p99")
    case "last_delay_s": Figure(known, metric: "queue.wait.max")
    case "mean_delay_s": Figure(known, metric: "queue.wait.mean")
    default: nil
    }
  }
}

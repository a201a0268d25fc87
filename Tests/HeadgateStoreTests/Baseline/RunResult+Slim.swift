import HeadgateModel

extension RunResult {
  /// What a baseline keeps of the result.
  var slim: RunResult {
    var slim = self
    slim.scenarioText = ""
    slim.scenarioPath = ""
    slim.thresholds = []
    slim.environment = RunEnvironment(
      version: environment.version, commit: environment.commit, host: "",
      machine: environment.machine, startedAt: "", wallSeconds: 0)
    slim.variants = variants.map { variant in
      var variant = variant
      variant.replications = variant.replications.enumerated().map { number, replication in
        var replication = replication
        replication.histograms = []
        replication.series = TimeSeries(step: 0, lines: [])
        replication.checks = []
        replication.overhead = nil
        replication.decisions = number == 0 ? Array(replication.decisions.prefix(50)) : []
        return replication
      }
      return variant
    }
    return slim
  }
}

extension ResultGenerator {
  /// A result whose replications have no metrics but those of their variant's summary, in its order.
  mutating func tidyResult() -> RunResult {
    var result = result()
    for index in result.variants.indices {
      let names = result.variants[index].summary.map(\.name)
      for number in result.variants[index].replications.indices {
        let values = result.variants[index].replications[number].metrics.map(\.value)
        result.variants[index].replications[number].metrics = zip(names, values).map {
          MetricValue(name: $0, value: $1)
        }
      }
    }
    return result
  }
}

extension Samples {
  /// `small` with the metrics of its summary alone, in their order.
  static var tidy: RunResult {
    var tidy = small
    tidy.variants[0].replications[0].metrics = [
      MetricValue(name: "latency.p99", value: 1.82), MetricValue(name: "completed", value: 26940),
    ]
    return tidy
  }
}

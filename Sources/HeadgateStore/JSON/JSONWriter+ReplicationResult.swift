internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ replication: ReplicationResult) {
    object {
      $0.key("replication")
      $0.value(replication.replication)
      $0.key("seed")
      $0.value(replication.seed)
      $0.member("digest", replication.digest)
      $0.write(replication.metrics)
      $0.key("inFlight")
      $0.value(replication.inFlight)
      $0.key("elapsed")
      $0.value(seconds: replication.elapsed)
      $0.key("events")
      $0.value(replication.events)
      $0.key("checks")
      $0.array { for check in replication.checks { $0.write(check) } }
      $0.key("decisionCount")
      $0.value(replication.decisionCount)
      $0.key("decisions")
      $0.array { for decision in replication.decisions { $0.write(decision) } }
      $0.write(replication.series)
      $0.key("histograms")
      $0.object { for histogram in replication.histograms { $0.write(histogram) } }
    }
  }

  private mutating func write(_ metrics: [MetricValue]) {
    key("metrics")
    object {
      for metric in metrics where metric.value.isFinite {
        $0.key(metric.name)
        $0.value(metric.value)
      }
    }
  }

  private mutating func write(_ check: SelfCheck) {
    object(.inline) {
      $0.member("name", check.name)
      $0.key("holds")
      $0.value(check.holds)
      $0.member("detail", check.detail)
    }
  }

  mutating func write(_ decision: Decision) {
    object(.inline) {
      $0.key("time")
      $0.value(seconds: decision.time)
      $0.member("subject", decision.subject)
      $0.member("from", decision.from)
      $0.member("to", decision.to)
      $0.member("reason", decision.reason)
    }
  }

  private mutating func write(_ series: TimeSeries) {
    key("series")
    object {
      $0.key("step")
      $0.value(seconds: series.step)
      $0.key("lines")
      $0.object {
        for line in series.lines {
          $0.key(line.name)
          $0.array(.compact) { for value in line.values { $0.value(value) } }
        }
      }
    }
  }

  /// The buckets stay what they are, counts over nanoseconds: seconds would not read back exactly.
  private mutating func write(_ histogram: HistogramRecord) {
    precondition(
      histogram.indexes.count == histogram.counts.count,
      "histogram \(histogram.name) has \(histogram.indexes.count) indexes, "
        + "\(histogram.counts.count) counts")
    key(histogram.name)
    object(.compact) {
      $0.key("sumNanoseconds")
      $0.value(histogram.sum)
      $0.key("maximumNanoseconds")
      $0.value(histogram.maximum)
      $0.key("gaps")
      $0.array(.compact) {
        var previous: UInt32 = 0
        for index in histogram.indexes {
          $0.value(index - previous)
          previous = index
        }
      }
      $0.key("counts")
      $0.array(.compact) { for count in histogram.counts { $0.value(count) } }
    }
  }
}

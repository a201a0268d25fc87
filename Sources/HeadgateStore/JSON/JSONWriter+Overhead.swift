internal import HeadgateModel

extension JSONWriter {
  /// What the machine added in runs on the wall clock, by the positions of variant and replication.
  mutating func writeOverhead(of result: RunResult) {
    guard result.variants.contains(where: { $0.replications.contains { $0.overhead != nil } })
    else { return }
    key("overhead")
    array {
      for (position, variant) in result.variants.enumerated() {
        for (number, replication) in variant.replications.enumerated() {
          guard let overhead = replication.overhead else { continue }
          $0.object(.inline) {
            $0.key("variant")
            $0.value(position)
            $0.key("replication")
            $0.value(number)
            $0.key("stages")
            $0.array(.inline) { for stage in overhead { $0.write(stage) } }
          }
        }
      }
    }
  }

  mutating func write(_ overhead: StageOverhead) {
    object(.inline) {
      $0.member("stage", overhead.stage)
      $0.key("batches")
      $0.value(overhead.batches)
      $0.write("overshoot", overhead.overshoot)
      $0.write("dispatch", overhead.dispatch)
    }
  }

  private mutating func write(_ name: String, _ delay: StageOverhead.Delay) {
    key(name)
    object(.inline) {
      $0.key("mean")
      $0.value(delay.mean)
      $0.key("p50")
      $0.value(delay.p50)
      $0.key("p99")
      $0.value(delay.p99)
      $0.key("max")
      $0.value(delay.max)
    }
  }
}

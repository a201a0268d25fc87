internal import HeadgateModel

extension JSONReader {
  /// What the machine added in one replication of one variant.
  struct OverheadPart {
    /// Positions in the result.
    var variant: Int
    var replication: Int
    var stages: [StageOverhead]
  }

  mutating func overheadPart() throws(ResultJSONError) -> OverheadPart {
    let start = start()
    var variant: Int?
    var replication: Int?
    var stages: [StageOverhead]?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "variant": variant = try integer()
      case "replication": replication = try integer()
      case "stages":
        stages = try array { reader throws(ResultJSONError) in try reader.stageOverhead() }
      default: try skip()
      }
    }
    let whole = "the overhead"
    return OverheadPart(
      variant: try required(variant, "variant", of: whole, at: start),
      replication: try required(replication, "replication", of: whole, at: start),
      stages: try required(stages, "stages", of: whole, at: start))
  }

  private mutating func stageOverhead() throws(ResultJSONError) -> StageOverhead {
    let start = start()
    var stage: String?
    var batches: UInt64?
    var overshoot: StageOverhead.Delay?
    var dispatch: StageOverhead.Delay?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "stage": stage = try string()
      case "batches": batches = try integer()
      case "overshoot": overshoot = try delay()
      case "dispatch": dispatch = try delay()
      default: try skip()
      }
    }
    let whole = "the overhead of a stage"
    return StageOverhead(
      stage: try required(stage, "stage", of: whole, at: start),
      batches: try required(batches, "batches", of: whole, at: start),
      overshoot: try required(overshoot, "overshoot", of: whole, at: start),
      dispatch: try required(dispatch, "dispatch", of: whole, at: start))
  }

  private mutating func delay() throws(ResultJSONError) -> StageOverhead.Delay {
    let start = start()
    var delay = StageOverhead.Delay(mean: 0, p50: 0, p99: 0, max: 0)
    var missing = ["mean", "p50", "p99", "max"]
    try beginObject()
    while let key = try nextKey() {
      missing.removeAll { $0 == key }
      switch key {
      case "mean": delay.mean = try number()
      case "p50": delay.p50 = try number()
      case "p99": delay.p99 = try number()
      case "max": delay.max = try number()
      default: try skip()
      }
    }
    guard missing.isEmpty else {
      throw failure(.content, "the delay lacks the key \"\(missing[0])\"", at: start)
    }
    return delay
  }
}

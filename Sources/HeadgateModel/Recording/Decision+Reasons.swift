import HeadgateCore

/// Why controller and limiter did what they did, in words to compare with the settings.
extension Decision {
  static func text(
    _ reason: RateReason, of controller: ControllerSettings?, rises: Bool
  ) -> String {
    switch reason {
    case .depthRatio(let ratio):
      "\(controller?.signal.rawValue ?? "") depth ratio \(text(ratio)) "
        + bound(controller?.algorithm, rises: rises)
    case .delay(let delay):
      "mean wait for a worker \(text(delay.seconds)) s, target "
        + "\(text(target(controller?.algorithm).seconds)) s"
    case .leastDelay(let delay):
      "least wait for a worker \(text(delay.seconds)) s, target "
        + "\(text(target(controller?.algorithm).seconds)) s"
    case .spentRate(let rate): "no throttle, and \(text(rate)) tokens/s spent"
    case .complaint: "a service asked for less load"
    case .failure: "an attempt failed"
    }
  }

  private static func bound(_ algorithm: RateAlgorithm?, rises: Bool) -> String {
    switch algorithm {
    case .watermark(let watermark):
      rises ? "< \(text(watermark.low))" : "> \(text(watermark.high))"
    case .aimd(let aimd): "\(rises ? "<=" : ">") \(text(aimd.high))"
    default: ""
    }
  }

  private static func target(_ algorithm: RateAlgorithm?) -> Nanoseconds {
    switch algorithm {
    case .pi(let pi): pi.target
    case .minimumDelay(let delay): delay.target
    default: 0
    }
  }

  static func text(_ reason: LimitReason) -> String {
    switch reason {
    case .dropped: "an attempt failed or took too long"
    case .complaint: "a service asked for less load"
    case .used: "at least half of it is used, and nothing fails"
    case .queue(let count): "\(count) jobs are estimated to wait"
    case .gradient(let gradient): "gradient \(text(gradient)) of the round trip"
    case .correlation: "more jobs in the stages bring no more throughput"
    case .unused: "far more than are in the stages"
    }
  }
}

import HeadgateCore

/// Reads the settings that are a rate algorithm's own, over those that it has.
struct RateReader {
  let fields: Fields
  let problems: ProblemList

  func read(_ base: RateAlgorithm) -> RateAlgorithm {
    switch base {
    case .fixed: return .fixed
    case .watermark(var watermark):
      set(&watermark.high, "high")
      set(&watermark.low, "low")
      set(&watermark.decrease, "decrease")
      watermark.increase = factor() ?? watermark.increase
      return .watermark(watermark)
    case .aimd(var aimd):
      set(&aimd.high, "high")
      set(&aimd.decrease, "decrease")
      aimd.increase = share() ?? aimd.increase
      return .aimd(aimd)
    case .pi(var pi):
      pi.target = fields.duration("target") ?? pi.target
      set(&pi.proportional, "proportional")
      set(&pi.integral, "integral")
      return .pi(pi)
    case .minimumDelay(var delay):
      delay.target = fields.duration("target") ?? delay.target
      delay.window = fields.duration("window") ?? delay.window
      set(&delay.decrease, "decrease")
      delay.increase = share() ?? delay.increase
      return .minimumDelay(delay)
    case .awsAdaptive(var aws):
      set(&aws.scale, "scale")
      set(&aws.beta, "beta")
      set(&aws.smoothing, "smoothing")
      aws.on = fields.word("on", as: ThrottleSource.self) ?? aws.on
      return .awsAdaptive(aws)
    }
  }

  private func set(_ value: inout Double, _ key: String) { value = fields.number(key) ?? value }

  /// `increase` as what the rate is multiplied by.
  private func factor() -> Double? {
    guard let increase = fields.number("increase") else { return nil }
    if increase < 1 { complain("at least 1") }
    return increase
  }

  /// `increase` as a share of the base rate.
  private func share() -> Double? {
    guard let increase = fields.number("increase") else { return nil }
    if increase <= 0 || increase > 1 {
      complain("a share of the base rate, above 0% and at most 100%")
    }
    return increase
  }

  private func complain(_ demand: String) {
    let text = fields.node("increase")?.scalar ?? ""
    problems.add(
      "\"increase\" must be \(demand), not \(text)", at: fields.place("increase"))
  }
}

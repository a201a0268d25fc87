import HeadgateCore
import HeadgateModel

/// A pipeline's controller and limiter as a scenario file has them.
enum ControllerText {
  static func text(_ controller: ControllerSettings?, _ limiter: LimiterSettings?) -> String {
    if controller == nil, limiter == nil { return "none" }
    let presets = ControllerPreset.allCases
    if let preset = presets.first(where: { $0.settings == controller && $0.limiter == limiter }) {
      return preset.rawValue
    }
    return YAML.mapping(
      (controller.map(entries) ?? []) + [("limit", limiter.map { YAML.mapping(entries($0)) })])
  }

  private static func entries(_ controller: ControllerSettings) -> [(String, String?)] {
    let looks = controller.algorithm.name != .fixed
    return [
      ("algorithm", controller.algorithm.name.rawValue), ("rate", YAML.rate(controller.rate)),
      ("burst", YAML.number(controller.burst)), ("cost", YAML.number(controller.cost)),
    ] + own(controller.algorithm) + [
      ("minMultiplier", YAML.number(controller.minMultiplier)),
      ("maxMultiplier", YAML.number(controller.maxMultiplier)),
      ("interval", looks ? YAML.duration(controller.interval) : nil),
      ("signal", goesByDepth(controller.algorithm) ? controller.signal.rawValue : nil),
    ]
  }

  private static func goesByDepth(_ algorithm: RateAlgorithm) -> Bool {
    switch algorithm {
    case .watermark, .aimd: true
    case .fixed, .pi, .minimumDelay, .awsAdaptive: false
    }
  }

  private static func own(_ algorithm: RateAlgorithm) -> [(String, String?)] {
    switch algorithm {
    case .fixed: return []
    case .watermark(let watermark):
      return [
        ("high", YAML.number(watermark.high)), ("low", YAML.number(watermark.low)),
        ("decrease", YAML.number(watermark.decrease)),
        ("increase", YAML.number(watermark.increase)),
      ]
    case .aimd(let aimd):
      return [
        ("high", YAML.number(aimd.high)), ("decrease", YAML.number(aimd.decrease)),
        ("increase", YAML.number(aimd.increase)),
      ]
    case .pi(let pi):
      return [
        ("target", YAML.duration(pi.target)), ("proportional", YAML.number(pi.proportional)),
        ("integral", YAML.number(pi.integral)),
      ]
    case .minimumDelay(let delay):
      return [
        ("target", YAML.duration(delay.target)), ("window", YAML.duration(delay.window)),
        ("decrease", YAML.number(delay.decrease)), ("increase", YAML.number(delay.increase)),
      ]
    case .awsAdaptive(let aws):
      return [
        ("scale", YAML.number(aws.scale)), ("beta", YAML.number(aws.beta)),
        ("smoothing", YAML.number(aws.smoothing)), ("on", aws.on.rawValue),
      ]
    }
  }

  private static func entries(_ limiter: LimiterSettings) -> [(String, String?)] {
    [
      ("algorithm", limiter.algorithm.name.rawValue), ("initial", "\(limiter.initial)"),
      ("min", "\(limiter.min)"), ("max", "\(limiter.max)"),
    ] + own(limiter.algorithm) + [("window", window(limiter))]
  }

  private static func own(_ algorithm: LimitAlgorithm) -> [(String, String?)] {
    switch algorithm {
    case .fixed: return []
    case .aimd(let aimd):
      return [("backoff", YAML.number(aimd.backoff)), ("timeout", YAML.duration(aimd.timeout))]
    case .vegas(let vegas):
      return [
        ("smoothing", YAML.number(vegas.smoothing)), ("alpha", YAML.number(vegas.alpha)),
        ("beta", YAML.number(vegas.beta)), ("probe", YAML.number(vegas.probe)),
      ]
    case .gradient2(let gradient):
      return [
        ("smoothing", YAML.number(gradient.smoothing)),
        ("queueSize", YAML.number(gradient.queueSize)),
        ("longWindow", YAML.number(gradient.longWindow)),
        ("tolerance", YAML.number(gradient.tolerance)),
      ]
    case .failsafe(let failsafe):
      return [
        ("quantile", YAML.number(failsafe.quantile)),
        ("baseline", YAML.number(failsafe.baseline)), ("correlation", "\(failsafe.correlation)"),
        ("factor", YAML.number(failsafe.factor)),
      ]
    }
  }

  private static func window(_ limiter: LimiterSettings) -> String? {
    if case .failsafe(let own) = limiter.algorithm {
      return YAML.mapping([
        ("length", YAML.duration(own.length)), ("longest", YAML.duration(own.longest)),
        ("samples", "\(own.samples)"),
      ])
    }
    return limiter.window.map { window in
      YAML.mapping([
        ("length", YAML.duration(window.length)), ("longest", YAML.duration(window.longest)),
        ("samples", "\(window.samples)"), ("least", YAML.duration(window.least)),
      ])
    }
  }
}

import HeadgateCore

extension MetricList {
  /// The figures that are asked for over windows of one length, each of the window where it is
  /// largest or smallest. A window without a sample does not count; where none has one there is no
  /// figure.
  mutating func addWindows(
    _ windows: WindowRecorder, _ figures: [WindowFigure], stages: [StageSettings]
  ) {
    let figures = figures.filter { $0.length == windows.plan.length }
    var extremes = [Double?](repeating: nil, count: figures.count)
    for i in 0..<windows.count {
      let values = Self.values(of: figures, in: windows.tally(i), stages: stages)
      for (f, value) in values.enumerated() {
        guard let value else { continue }
        extremes[f] = figures[f].extreme.of(extremes[f] ?? value, value)
      }
    }
    for (figure, value) in zip(figures, extremes) {
      guard let value else { continue }
      add(MetricValue(name: figure.name, value: value), base: figure.metric)
    }
  }

  private static func values(
    of figures: [WindowFigure], in window: UnsafeMutablePointer<WindowTally>,
    stages: [StageSettings]
  ) -> [Double?] {
    var list = MetricList(only: Set(figures.map(\.metric) + ["offered"]))
    let scope = window.pointee.scope
    list.addCounts(&window.pointee.jobs, over: scope.duration, flow: scope)
    list.add("latency", window.pointee.latency)
    list.add("latency.uncorrected", window.pointee.uncorrected)
    list.addStretch(scope, stages: stages)
    let found = Dictionary(
      list.values.map { ($0.base, $0.metric.value) }, uniquingKeysWith: { first, _ in first })
    return figures.map { figure in
      guard let value = found[figure.metric] else { return nil }
      guard figure.isShareOfOffered else { return value }
      guard let offered = found["offered"], offered > 0 else { return nil }
      return value / offered
    }
  }
}

extension WindowFigure.Extreme {
  fileprivate func of(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .largest: max(a, b)
    case .smallest: min(a, b)
    }
  }
}

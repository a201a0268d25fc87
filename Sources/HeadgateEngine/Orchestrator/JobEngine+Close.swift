import HeadgateCore

extension JobEngine {
  /// Stops in one of three ways.
  func close(_ mode: StopMode, within limit: Nanoseconds) {
    switch mode {
    case .finish: finish(within: limit)
    case .drain: drain(within: limit)
    case .cancel: cancelAll()
    }
  }
}

/// The last pairs of two figures, and how they go together (failsafe-go's CorrelationWindow, by plain
/// sums over the window instead of rolling ones).
struct CorrelationWindow: Sendable, Equatable {
  /// Pairs without which there is no correlation.
  static let warmup = 10
  /// Figures that vary by less have none.
  static let leastVariation = 0.01

  private let size: Int
  private var x: [Double] = []
  private var y: [Double] = []
  private var next = 0

  init(size: Int) {
    self.size = size
    x.reserveCapacity(size)
    y.reserveCapacity(size)
  }

  mutating func add(_ x: Double, _ y: Double) {
    if self.x.count < size {
      self.x.append(x)
      self.y.append(y)
    } else {
      self.x[next] = x
      self.y[next] = y
      next = (next + 1) % size
    }
  }

  /// Pearson's correlation coefficient, and the coefficient of variation of the second figure; 0 and 0
  /// while there are few pairs, and 0 where one of them hardly varies.
  var correlation: (coefficient: Double, variation: Double) {
    let count = Double(x.count)
    guard x.count >= Self.warmup else { return (0, 0) }
    let meanX = x.reduce(0, +) / count
    let meanY = y.reduce(0, +) / count
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    guard meanX > 0, meanY > 0 else { return (0, 0) }
    let variationX = (xx / count).squareRoot() / meanX
    let variationY = (yy / count).squareRoot() / meanY
    guard variationX >= Self.leastVariation, variationY >= Self.leastVariation else {
      return (0, variationY)
    }
    return (xy / (xx.squareRoot() * yy.squareRoot()), variationY)
  }
}

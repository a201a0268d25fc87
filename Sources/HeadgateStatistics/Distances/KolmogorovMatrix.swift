/// The matrix H of Marsaglia, Tsang and Wang ("Evaluating Kolmogorov's distribution", 2003), times
/// a power of two.
struct KolmogorovMatrix {
  private(set) var matrix: [[Double]]
  private(set) var exponent = 0

  /// - Parameters:
  ///   - k: ⌊nD⌋ + 1.
  ///   - rest: k − nD.
  init(k: Int, rest: Double) {
    let size = 2 * k - 1
    var powers = [1.0]
    for _ in 0..<size { powers.append(powers[powers.count - 1] * rest) }
    var inverseFactorials = [1.0]
    for i in 1...size { inverseFactorials.append(inverseFactorials[i - 1] / Double(i)) }
    matrix = (0..<size).map { i in
      (0..<size).map { j in
        guard i - j + 1 >= 0 else { return 0 }
        var value = 1.0
        if j == 0 { value -= powers[i + 1] }
        if i == size - 1 { value -= powers[size - j] }
        if j == 0, i == size - 1, 2 * rest > 1 {
          value += (0..<size).reduce(1) { product, _ in product * (2 * rest - 1) }
        }
        return value * inverseFactorials[i - j + 1]
      }
    }
  }

  /// The matrix to a positive power, by squaring.
  func power(_ power: Int) -> KolmogorovMatrix {
    if power == 1 { return self }
    let half = self.power(power / 2)
    let square = half.times(half)
    return power.isMultiple(of: 2) ? square : square.times(self)
  }

  private func times(_ other: KolmogorovMatrix) -> KolmogorovMatrix {
    var product = self
    product.exponent += other.exponent
    for i in matrix.indices {
      for j in matrix.indices {
        product.matrix[i][j] = matrix.indices.reduce(0) {
          $0 + matrix[i][$1] * other.matrix[$1][j]
        }
      }
    }
    let middle = matrix.count / 2
    if product.matrix[middle][middle] > 0x1p400 {
      product.matrix = product.matrix.map { $0.map { $0 * 0x1p-400 } }
      product.exponent += 400
    }
    return product
  }
}

import HeadgateCore
import HeadgateStatistics
import Testing

@Suite struct ServiceRegressionTests {
  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    (value - expected).magnitude <= 1e-9 * max(1e-3, expected.magnitude)
  }

  private func batches(
    count: Int = 200, base: Double, perItem: Double, perSize: Double
  ) -> [ServiceObservation] {
    (0..<count).map { place in
      let items = 1 + place % 8
      let size = Double(items) * (1 + Double(place * 7 % 13) / 4)
      return ServiceObservation(
        duration: base + perItem * Double(items) + perSize * size, items: items, size: size)
    }
  }

  @Test(
    "What batches are made of exactly comes out exactly",
    arguments: [
      (0.015, 0.030, 0.0005), (0, 0.030, 0.0005), (0.015, 0, 0.0005), (0.015, 0.030, 0),
      (0.015, 0, 0), (0, 0.030, 0), (0, 0, 0.0005),
    ])
  func exact(base: Double, perItem: Double, perSize: Double) {
    let fit = ServiceRegression(batches(base: base, perItem: perItem, perSize: perSize))
    #expect(isNear(fit.base, base) && isNear(fit.perItem, perItem) && isNear(fit.perSize, perSize))
    #expect(fit.tellsBase && fit.tellsSize)
  }

  /// Items of variance σ² make batches of variance n σ², so that weights 1/n are the best ones and the
  /// covariance of the coefficients is σ² (XᵀWX)⁻¹ (Aitken, 1935).
  @Test("Random items leave base and time per item within four standard errors")
  func random() {
    let (base, mean) = (0.015, 0.030)
    let values = DrawnSample.values(.exponential(mean: mean), count: 18_000)
    let counts = (0..<4_000).map { 1 + $0 % 8 }
    var place = 0
    let observations = counts.map { count -> ServiceObservation in
      defer { place += count }
      let sum = values[place..<place + count].reduce(0, +)
      return ServiceObservation(duration: base + sum, items: count)
    }
    let fit = ServiceRegression(observations)
    // XᵀWX = [Σ 1/n, N; N, Σ n].
    let (ones, number) = (counts.reduce(0) { $0 + 1 / Double($1) }, Double(counts.count))
    let items = Double(counts.reduce(0, +))
    let determinant = ones * items - number * number
    #expect((fit.base - base).magnitude <= 4 * mean * (items / determinant).squareRoot())
    #expect((fit.perItem - mean).magnitude <= 4 * mean * (ones / determinant).squareRoot())
    #expect(fit.perSize == 0 && !fit.tellsSize)
  }

  @Test("R² is the share of the spread that is explained")
  func explained() {
    let exact = batches(base: 0.015, perItem: 0.030, perSize: 0)
    #expect(ServiceRegression(exact).rSquared > 1 - 1e-12)
    // Single items leave nothing to explain.
    let single = DrawnSample.values(.exponential(mean: 1), count: 500).map {
      ServiceObservation(duration: $0, items: 1)
    }
    let fit = ServiceRegression(single)
    #expect(fit.rSquared < 1e-9 && !fit.tellsBase)
    #expect(isNear(fit.perItem, single.reduce(0) { $0 + $1.duration } / 500))
  }

  @Test("What cannot be told apart is the items'")
  func inseparable() {
    let alike = (0..<50).map { _ in ServiceObservation(duration: 0.1, items: 4, size: 8) }
    let fit = ServiceRegression(alike)
    #expect(!fit.tellsBase && !fit.tellsSize)
    #expect(fit.base == 0 && isNear(fit.perItem, 0.025) && fit.perSize == 0)
    // Every item is of the same size.
    let proportional = (0..<50).map { place in
      let items = 1 + place % 5
      return ServiceObservation(
        duration: 0.02 * Double(items), items: items, size: 2 * Double(items))
    }
    let told = ServiceRegression(proportional)
    #expect(isNear(told.perItem, 0.02) && told.perSize == 0)
  }

  @Test("No coefficient is negative")
  func negative() {
    // Larger batches that take less: no items' time explains that.
    let falling = (0..<80).map { place in
      let items = 1 + place % 8
      return ServiceObservation(duration: 0.1 - 0.005 * Double(items), items: items)
    }
    let fit = ServiceRegression(falling)
    #expect(fit.base > 0 && fit.perItem == 0 && fit.perSize == 0)
  }
}

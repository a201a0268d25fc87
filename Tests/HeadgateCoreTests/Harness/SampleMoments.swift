/// Mean and coefficient of variation of a sample, with their standard errors.
struct SampleMoments {
  let mean: Double
  let cv: Double
  let meanError: Double
  /// By the delta method on the first two moments, from the sample's own third and fourth.
  let cvError: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let d = value - mean
      second += d * d
      third += d * d * d
      fourth += d * d * d * d
    }
    (second, third, fourth) = (second / count, third / count, fourth / count)
    let cv = second.squareRoot() / mean
    self.mean = mean
    self.cv = cv
    meanError = (second / count).squareRoot()
    // Var(cv) ≈ [ (μ₄ − μ₂²) / (4 μ₂ m²) − μ₃ / m³ + μ₂² / m⁴ ] / n.
    let variance =
      second == 0
      ? 0
      : (fourth - second * second) / (4 * second * mean * mean) - third / (mean * mean * mean)
        + second * second / (mean * mean * mean * mean)
    cvError = (max(0, variance) / count).squareRoot()
  }
}

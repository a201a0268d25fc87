/// A distribution that is drawn by inversion from one uniform number, prepared: parameters worked
/// out, the common kinds first.
///
/// The same number gives a scaled distribution the scaled value, so two presets that scale a service
/// time stay coupled. Values go one way only with the number (an exponential's fall, the others'
/// rise), but for the hyperexponential, which is drawn by composition. Plain bytes: copying one
/// costs nothing.
struct PlainSampler {
  private enum Kind: UInt8 {
    case constant, exponential, uniform, lognormal, weibull, pareto, hyperexponential
  }

  /// Larger values are cut off here: about 29 years in nanoseconds.
  static let largest = 9e17

  private let kind: Kind
  private let a: Double
  private let b: Double
  private let c: Double
  private let cap: Double

  /// `nil` where one number does not suffice.
  init?(_ distribution: Distribution, cap: Double) {
    self.cap = cap
    switch distribution {
    case .constant(let value): (kind, a, b, c) = (.constant, Swift.min(value, cap), 0, 0)
    case .exponential(let mean): (kind, a, b, c) = (.exponential, mean, 0, 0)
    case .uniform(let min, let max): (kind, a, b, c) = (.uniform, min, max - min, 0)
    case .lognormal(let mu, let sigma): (kind, a, b, c) = (.lognormal, mu, sigma, 0)
    case .weibull(let shape, let mean):
      let scale = mean / DeterministicMath.exp(DeterministicMath.logGamma(1 + 1 / shape))
      (kind, a, b, c) = (.weibull, scale, 1 / shape, 0)
    case .pareto(let min, let alpha): (kind, a, b, c) = (.pareto, min, 1 / alpha, 0)
    case .hyperexponential(let mean, let cv):
      // Balanced means: p₁/μ₁ = p₂/μ₂ (Morse; Whitt 1982).
      let square = cv * cv
      let p = 0.5 * (1 + ((square - 1) / (square + 1)).squareRoot())
      (kind, a, b, c) = (.hyperexponential, p, mean / (2 * p), p < 1 ? mean / (2 * (1 - p)) : 0)
    case .gamma, .erlang, .mixture, .empirical, .capped: return nil
    }
  }

  /// The value where every draw is the same.
  @inline(__always)
  var constant: Double? { kind == .constant ? a : nil }

  /// The value for the uniform number `unit`.
  @inline(__always)
  func sample(_ unit: Double) -> Double {
    switch kind {
    case .exponential: Swift.min(-DeterministicMath.logOfNormal(unit) * a, cap)
    case .constant: a
    default: Swift.min(other(unit), cap)
    }
  }

  /// The values that `first` and `second` have for two uniform numbers.
  @inline(__always)
  static func sample(
    _ first: PlainSampler, _ second: PlainSampler, _ units: SIMD2<Double>
  ) -> SIMD2<Double> {
    guard first.kind == .exponential, second.kind == .exponential else {
      return SIMD2(first.sample(units[0]), second.sample(units[1]))
    }
    let values = -DeterministicMath.logOfNormal(units) * SIMD2(first.a, second.a)
    return pointwiseMin(values, SIMD2(first.cap, second.cap))
  }

  @inline(never)
  private func other(_ unit: Double) -> Double {
    switch kind {
    case .uniform: a + unit * b
    case .lognormal:
      DeterministicMath.exp(a + b * DeterministicMath.normalQuantile(unit))
    case .weibull:
      a * DeterministicMath.exp(b * DeterministicMath.log(-DeterministicMath.log(1 - unit)))
    case .pareto:
      a * DeterministicMath.exp(-b * DeterministicMath.log(1 - unit))
    default:
      unit < a
        ? -b * DeterministicMath.log(unit / a)
        : -c * DeterministicMath.log((unit - a) / (1 - a))
    }
  }
}

/// Any distribution, prepared for drawing.
package struct Sampler {
  /// The fast way, where there is one.
  let plain: PlainSampler?
  private let slow: SlowSampler?
  private let cap: Double

  package init(_ distribution: Distribution) {
    var inner = distribution
    var cap = PlainSampler.largest
    while case .capped(let base, let max) = inner {
      cap = Swift.min(cap, max)
      inner = base
    }
    self.cap = cap
    plain = PlainSampler(inner, cap: cap)
    switch inner {
    case .gamma(let mean, let cv):
      slow = .gamma(shape: 1 / (cv * cv), scale: mean * cv * cv)
    case .erlang(let k, let mean): slow = .erlang(k: k, stageMean: mean / Double(k))
    case .mixture(let parts): slow = .mixture(parts)
    case .empirical(let values): slow = .empirical(values)
    default: slow = nil
    }
  }

  /// The value where every draw is the same.
  package var constant: Double? { plain?.constant }

  /// Whether draws are always 0.
  var isZero: Bool { constant == 0 }

  /// The value for the uniform number `unit`; `key` supplies further ones where needed.
  package func sample(_ unit: Double, key: @autoclosure () -> DrawKey) -> Double {
    plain?.sample(unit) ?? Swift.min(slow!.sample(unit, key: key()), cap)
  }
}

/// Kinds that need several numbers or a table.
final class SlowSampler: Sendable {
  private enum Kind: Sendable {
    case gamma(shape: Double, scale: Double)
    case erlang(k: Int, stageMean: Double)
    case mixture([(upTo: Double, from: Double, sampler: Distribution)])
    case empirical([Double])
  }

  private let kind: Kind
  private let samplers: [SendableSampler]

  private struct SendableSampler: Sendable {
    let sampler: Sampler
  }

  private init(_ kind: Kind, samplers: [SendableSampler] = []) {
    self.kind = kind
    self.samplers = samplers
  }

  static func gamma(shape: Double, scale: Double) -> SlowSampler {
    SlowSampler(.gamma(shape: shape, scale: scale))
  }

  static func erlang(k: Int, stageMean: Double) -> SlowSampler {
    SlowSampler(.erlang(k: k, stageMean: stageMean))
  }

  static func empirical(_ values: [Double]) -> SlowSampler {
    SlowSampler(.empirical(values.sorted()))
  }

  static func mixture(_ parts: [MixtureComponent]) -> SlowSampler {
    let total = parts.reduce(0) { $0 + $1.weight }
    var edge = 0.0
    var cells: [(upTo: Double, from: Double, sampler: Distribution)] = []
    for part in parts {
      let from = edge
      edge += part.weight / total
      cells.append((upTo: edge, from: from, sampler: part.distribution))
    }
    cells[cells.count - 1].upTo = 1
    return SlowSampler(
      .mixture(cells), samplers: parts.map { SendableSampler(sampler: Sampler($0.distribution)) })
  }

  func sample(_ unit: Double, key: DrawKey) -> Double {
    switch kind {
    case .gamma(let shape, let scale): return Self.gamma(shape: shape, key: key) * scale
    case .erlang(let k, let mean):
      // A product of units may underflow for large k: take the logarithm every sixteen.
      var sum = 0.0
      var product = unit
      for i in 1..<max(k, 1) {
        if i % 16 == 0 {
          sum -= DeterministicMath.log(product)
          product = 1
        }
        product *= key.unit(UInt32(i))
      }
      return (sum - DeterministicMath.log(product)) * mean
    case .mixture(let cells):
      let i = cells.firstIndex { unit < $0.upTo } ?? cells.count - 1
      let width = cells[i].upTo - cells[i].from
      let inner = min(max((unit - cells[i].from) / width, 0x1p-53), 1 - 0x1p-53)
      return samplers[i].sampler.sample(inner, key: key)
    case .empirical(let values):
      return values[min(Int(unit * Double(values.count)), values.count - 1)]
    }
  }

  /// Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); for a shape
  /// below 1 their boost by a power of a uniform number.
  private static func gamma(shape: Double, key: DrawKey) -> Double {
    let boosted = shape < 1
    let d = (boosted ? shape + 1 : shape) - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    var n: UInt32 = 1
    while true {
      let x = DeterministicMath.normalQuantile(key.unit(n))
      let u = key.unit(n + 1)
      n += 2
      let base = 1 + c * x
      if base <= 0 { continue }
      let v = base * base * base
      if DeterministicMath.log(u) < 0.5 * x * x + d - d * v + d * DeterministicMath.log(v) {
        let boost = boosted ? DeterministicMath.exp(DeterministicMath.log(key.unit(0)) / shape) : 1
        return d * v * boost
      }
    }
  }
}

/// The Poisson probability λˣ e^(−λ) / Γ(x+1), also between whole numbers.
///
/// Loader's saddle-point form (2000), as in `IncompleteBeta`.
enum PoissonMass {
  static func of(_ x: Double, mean: Double) -> Double {
    if x == 0 { return SpecialFunctions.exp(-mean) }
    guard mean > 0 else { return 0 }
    let exponent = -StirlingError.of(x) - IncompleteBeta.deviance(x, expected: mean)
    return SpecialFunctions.exp(exponent) / (2 * Double.pi * x).squareRoot()
  }
}

/// What Stirling's formula leaves out: ln Γ(x+1) − [(x + ½) ln x − x + ½ ln 2π] (Loader, 2000).
package enum StirlingError {
  /// The error at a positive `x`, to about 14 digits after the point.
  package static func of(_ x: Double) -> Double {
    precondition(x > 0, "the Stirling error is taken at positive numbers")
    if x >= 16 { return series(x) }
    // Γ(x+1) = Γ(x+n+1) / ((x+1) … (x+n)).
    var shifted = x
    var product = 1.0
    while shifted < 16 {
      shifted += 1
      product *= shifted
    }
    return series(shifted) + main(shifted) - SpecialFunctions.log(product) - main(x)
  }

  private static func main(_ x: Double) -> Double {
    (x + 0.5) * SpecialFunctions.log(x) - x
  }

  private static func series(_ x: Double) -> Double {
    let square = x * x
    return
      (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
        / square)
      / x
  }
}

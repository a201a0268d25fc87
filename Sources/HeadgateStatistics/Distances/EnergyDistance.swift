/// The energy distance of two distributions, √(2 ∫ (F(x) − G(x))² dx), whose square is
/// 2E|X−Y| − E|X−X′| − E|Y−Y′| (Székely, 2003); on the root of the values' unit.
public enum EnergyDistance {
  /// O(n log n).
  public static func of(_ a: EmpiricalDistribution, _ b: EmpiricalDistribution) -> Double {
    let points = (a.values + b.values).sorted()
    let gaps = zip(a.shares(atOrBelow: points), b.shares(atOrBelow: points)).map { $0 - $1 }
    let widths = zip(points.dropFirst(), points).map { $0 - $1 }
    return (2 * zip(gaps, widths).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }).squareRoot()
  }
}

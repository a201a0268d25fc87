/// A p value as text.
enum ProbabilityText {
  static func text(_ p: Double) -> String {
    p < 0.001 ? "<0.001" : Decimal.fixed(p, decimals: 3)
  }
}

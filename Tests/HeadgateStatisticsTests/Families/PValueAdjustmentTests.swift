import HeadgateStatistics
import Testing

@Suite struct PValueAdjustmentTests {
  struct Family: Decodable { var p: [Double], alpha: Double? }
  struct Expected: Decodable { var adjusted: [Double], rejected: [Bool]? }

  @Test(
    "Adjusted p values, and what they reject, are those of the reference",
    arguments: [
      ("holm", PValueAdjustment.holm), ("benjamini_hochberg", .benjaminiHochberg),
      ("benjamini_yekutieli", .benjaminiYekutieli),
    ])
  func reference(function: String, adjustment: PValueAdjustment) throws {
    for vector in try ReferenceVector<Family, Expected>.all(function) {
      let adjusted = adjustment.adjusted(vector.inputs.p)
      #expect(adjusted.count == vector.expected.adjusted.count)
      for (value, expected) in zip(adjusted, vector.expected.adjusted) {
        vector.expect(value, expected)
      }
      if let rejected = vector.expected.rejected, let alpha = vector.inputs.alpha {
        #expect(adjusted.map { $0 <= alpha } == rejected)
      }
    }
  }

  @Test("An adjustment never lowers a p value, never exceeds 1 and keeps their order")
  func order() {
    let p = [0.9, 0.04, 0.04, 0.001, 0.5, 0, 1, 0.2]
    for adjustment in PValueAdjustment.allCases {
      let adjusted = adjustment.adjusted(p)
      for (i, value) in adjusted.enumerated() {
        #expect(value >= p[i] && value <= 1)
        for j in p.indices where p[i] <= p[j] { #expect(value <= adjusted[j]) }
      }
      #expect(adjustment.adjusted([]) == [])
      #expect(adjustment.adjusted([0.03]) == [0.03])
    }
  }
}

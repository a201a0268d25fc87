import HeadgateCore
import HeadgateStatistics
import Testing

@Suite struct FamilyChoiceTests {
  @Test("What does not vary is a constant, and what is told by few values is one, too")
  func constant() {
    let still = (0..<1_000).map { place -> Double in place % 2 == 0 ? 5 : 5.01 }
    let choice = FamilyChoice(DrawnSample.items(still), seed: 1)
    #expect(choice.family.name == "constant" && (choice.family.mean - 5.005).magnitude < 1e-12)
    #expect(choice.candidates.isEmpty && choice.fit == nil)
    let few = FamilyChoice(DrawnSample.items([1, 2, 3, 4, 5, 6, 7, 8, 9]), seed: 1)
    #expect(few.family == .constant(5))
  }

  @Test("Where no family comes near it is said")
  func poor() {
    // Three far apart values.
    let values = (0..<DrawnSample.count(1_200)).map { place -> Double in
      let noise = 0.001 * Double(place % 7)
      return [1.0, 10, 100][place % 3] * (1 + noise)
    }
    #expect(FamilyChoice(DrawnSample.items(values), seed: 1).isPoor)
  }

  @Test("The same sample gives the same answer, and its seed moves the p values only")
  func repeatable() {
    let sample = DrawnSample.items(DrawnSample.values(.gamma(mean: 30, cv: 1.6), count: 300))
    let (first, again) = (FamilyChoice(sample, seed: 1), FamilyChoice(sample, seed: 1))
    #expect(first.fit == again.fit && first.candidates == again.candidates)
    let other = FamilyChoice(sample, seed: 2)
    #expect(other.family == first.family && other.candidates == first.candidates)
  }
}

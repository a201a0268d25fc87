import HeadgateStatistics
import Testing

@Suite struct NondominatedSortTests {
  private static let points: [[Double]] = [[1, 5], [2, 2], [5, 1], [3, 3], [6, 6], [2, 5]]

  @Test("Fronts are what nothing dominates, then what nothing else dominates, and so on")
  func fronts() {
    let appraisals = Self.points.map { Appraisal(objectives: $0) }
    #expect(NondominatedSort.fronts(appraisals) == [[0, 1, 2], [3, 5], [4]])
  }

  @Test("What breaks constraints stands behind, by how far it does")
  func constraints() {
    let appraisals = [
      Appraisal(violation: 2, objectives: [0, 0]), Appraisal(objectives: [9, 9]),
      Appraisal(violation: 1, objectives: [0, 0]), Appraisal.none,
    ]
    #expect(NondominatedSort.fronts(appraisals) == [[1], [2], [0], [3]])
  }

  @Test("Of the last front those with the most room stay, the ends first")
  func best() {
    let members = [[0.0, 10], [1, 9], [1.5, 8.5], [9, 1], [10, 0]].enumerated().map {
      SearchMember(id: $0, point: [], appraisal: Appraisal(objectives: $1))
    }
    #expect(NondominatedSort.best(5, of: members).map(\.id) == [0, 1, 2, 3, 4])
    // Room: 1 has (1.5 + 1.5) / 10, 2 has (8 + 8) / 10, 3 has (8.5 + 8.5) / 10; without 1 it is
    // 2 with (9 + 9) / 10 against 3 with 1.7.
    #expect(NondominatedSort.best(4, of: members).map(\.id) == [0, 2, 3, 4])
    #expect(NondominatedSort.best(3, of: members).map(\.id) == [0, 2, 4])
  }
}

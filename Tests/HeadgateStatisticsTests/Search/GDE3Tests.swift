import HeadgateStatistics
import Testing

@Suite struct GDE3Tests {
  @Test(
    "A trial that is nowhere worse takes the place, one that is dominated goes, others stay beside")
  func selection() {
    var search = GDE3(dimensions: 1, population: 4, seed: 1)
    search.run(1) { _ in Appraisal(objectives: [1, 1]) }
    let points = search.ask()
    let values = [[1, 1], [2, 2], [0.5, 3], nil]
    search.tell(
      zip(points, values).enumerated().map { slot, pair in
        pair.1.map {
          SearchMember(id: 10 + slot, point: pair.0, appraisal: Appraisal(objectives: $0))
        }
      })
    // All of the first front; it is cut back to four, and its ends stay.
    #expect(search.members.count == 4)
    #expect(search.members.contains { $0.id == 12 })
    #expect(!search.members.contains { $0.id == 11 })
  }

  @Test("Points stay in [0, 1), and a seed decides the path", arguments: 0..<5 as Range<UInt64>)
  func range(seed: UInt64) {
    func path() -> [[[Double]]] {
      var search = GDE3(dimensions: 4, population: 12, seed: seed)
      return search.run(30) { Appraisal(objectives: TestFunctions.zdt1($0)) }
    }
    let asked = path()
    #expect(asked == path())
    #expect(asked.joined().joined().allSatisfy { $0 >= 0 && $0 < 1 })
  }

  @Test("It spreads over ZDT1's front")
  func zdt1() {
    var search = GDE3(dimensions: 6, population: 40, seed: 1)
    search.run(250) { Appraisal(objectives: TestFunctions.zdt1($0)) }
    let front = search.members.map(\.appraisal.objectives)
    // The whole front's volume up to (1.1, 1.1) is 0.1 · 1.1 + ∫₀¹ (0.1 + √x) dx = 0.8767.
    let volume = ParetoFront.hypervolume(front, reference: [1.1, 1.1])
    #expect(volume > 0.85 && volume < 0.8767)
  }

  @Test("What breaks constraints goes first")
  func constraints() {
    var search = GDE3(dimensions: 2, population: 10, seed: 2)
    search.run(60) { point in
      Appraisal(
        violation: max(0, 0.5 - point[0]), objectives: [point[0], 1 - point[0] + point[1]])
    }
    #expect(search.members.allSatisfy { $0.appraisal.isFeasible })
    #expect(search.members.allSatisfy { $0.point[0] >= 0.5 })
  }
}

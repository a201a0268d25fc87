import HeadgateStatistics
import Testing

@Suite struct EpsilonArchiveTests {
  /// Which of the points are taken, one after another, by their places.
  private static func taken(
    _ points: [[Double]], _ archive: inout EpsilonArchive
  ) -> [Int] {
    points.indices.filter { archive.add(id: $0, objectives: points[$0]) }
  }

  @Test("A point that a box dominates is not taken, and one that dominates others drops them")
  func dominance() {
    var archive = EpsilonArchive(widths: [1, 1])
    let points = [[2.5, 2.5], [3.5, 3.5], [0.5, 5.5], [1.5, 1.5]]
    let taken = Self.taken(points, &archive)
    #expect(taken == [0, 2, 3])
    #expect(archive.entries.map(\.id) == [2, 3])
  }

  @Test("A box holds one point: what dominates, else what lies nearer its best corner")
  func box() {
    var archive = EpsilonArchive(widths: [1, 1])
    let points = [[0.5, 0.5], [0.6, 0.6], [0.5, 0.4], [0.1, 0.9], [0.1, 0.5]]
    let taken = Self.taken(points, &archive)
    #expect(taken == [0, 2, 4])
    #expect(archive.entries.map(\.id) == [4])
  }

  @Test("Whatever comes, no point that was offered is better than all by more than a width")
  func coverage() {
    var random = Xoshiro256PlusPlus(seed: 4)
    var archive = EpsilonArchive(widths: [0.05, 0.1])
    var offered: [[Double]] = []
    for id in 0..<2000 {
      let point = [random.unit(), random.unit()]
      offered.append(point)
      archive.add(id: id, objectives: point)
    }
    for point in offered {
      #expect(
        archive.entries.contains {
          $0.objectives[0] <= point[0] + 0.05 && $0.objectives[1] <= point[1] + 0.1
        })
    }
    #expect(archive.entries.count <= 21)
  }

  @Test("Negative objectives have boxes of the same width")
  func negative() {
    var archive = EpsilonArchive(widths: [1, 1])
    let taken = Self.taken([[-0.5, 0.5], [0.5, -0.5]], &archive)
    #expect(taken == [0, 1])
    #expect(archive.entries.count == 2)
  }
}

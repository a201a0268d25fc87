import HeadgateStatistics
import Testing

@Suite struct ParetoTests {
  struct Points: Decodable { var points: [[Double]], reference: [Double] }
  struct Expected: Decodable {
    var indices: [Int]
    var hypervolume: Double

    private enum CodingKeys: String, CodingKey {
      case hypervolume
      case indices = "nondominated_indices_0based"
    }
  }
  struct Front: Decodable { var front: [[Double]] }
  /// A number, or the text "inf".
  struct Distance: Decodable {
    var value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        value = number
      } else {
        value = try #require(Double(try container.decode(String.self)))
      }
    }
  }

  @Test("The front and its hypervolume are those of the reference")
  func front() throws {
    for vector in try ReferenceVector<Points, Expected>.all("pareto_front_minimise") {
      let points = vector.inputs.points
      #expect(ParetoFront.indices(points) == vector.expected.indices)
      vector.expect(
        ParetoFront.hypervolume(points, reference: vector.inputs.reference),
        vector.expected.hypervolume)
    }
  }

  @Test("Crowding distances are those of the reference")
  func crowding() throws {
    for vector in try ReferenceVector<Front, [Distance]>.all("nsga2_crowding_distance") {
      let distances = CrowdingDistance.of(vector.inputs.front)
      #expect(distances.count == vector.expected.count)
      for (distance, expected) in zip(distances, vector.expected.map(\.value)) {
        if expected.isFinite {
          vector.expect(distance, expected)
        } else {
          #expect(distance == expected)
        }
      }
    }
  }

  @Test(
    "On a grid the hypervolume is the number of cells that some point dominates", arguments: 0..<50)
  func cells(seed: Int) {
    var generator = Xoshiro256PlusPlus(seed: UInt64(seed))
    let points = (0..<6).map { _ in (0..<3).map { _ in Double(generator.below(7)) } }
    let axis = (0..<6).map(Double.init)
    let cells = axis.flatMap { x in axis.flatMap { y in axis.map { [x, y, $0] } } }
    let covered = cells.count { cell in
      points.contains { zip($0, cell).allSatisfy { $0 <= $1 } }
    }
    #expect(ParetoFront.hypervolume(points, reference: [6, 6, 6]) == Double(covered))
  }

  @Test("Equal points are both on the front, and neither dominates the other")
  func equal() {
    #expect(ParetoFront.indices([[1, 2], [1, 2], [2, 2]]) == [0, 1])
    #expect(!ParetoFront.dominates([1, 2], [1, 2]))
    #expect(ParetoFront.indices([]) == [])
    #expect(CrowdingDistance.of([]) == [])
    #expect(CrowdingDistance.of([[1, 1]]) == [.infinity])
    #expect(CrowdingDistance.of([[0, 1], [1, 1], [2, 1]]) == [.infinity, 1, .infinity])
  }
}

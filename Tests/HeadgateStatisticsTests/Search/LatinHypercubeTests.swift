import HeadgateStatistics
import Testing

@Suite struct LatinHypercubeTests {
  @Test("Of n points each of n cells of every dimension holds one", arguments: [1, 2, 7, 50])
  func cells(count: Int) {
    var random = Xoshiro256PlusPlus(seed: 3)
    let points = LatinHypercube.points(count, dimensions: 3, using: &random)
    for dimension in 0..<3 {
      let cells = points.map { Int($0[dimension] * Double(count)) }
      #expect(cells.sorted() == Array(0..<count))
    }
  }

  @Test("A random order holds every number once, and is another one for another seed")
  func shuffled() {
    var first = Xoshiro256PlusPlus(seed: 1)
    var second = Xoshiro256PlusPlus(seed: 2)
    let (a, b) = (first.shuffled(20), second.shuffled(20))
    #expect(a.sorted() == Array(0..<20) && b.sorted() == Array(0..<20))
    #expect(a != b)
  }
}

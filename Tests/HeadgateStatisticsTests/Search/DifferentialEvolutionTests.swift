import HeadgateStatistics
import Testing

@Suite struct DifferentialEvolutionTests {
  private static func search(
    dimensions: Int = 3, population: Int = 16, start: [[Double]] = [], seed: UInt64 = 1,
    variation: Variation = Variation(), restart: DifferentialEvolution.Restart? = nil
  ) -> DifferentialEvolution {
    DifferentialEvolution(
      dimensions: dimensions, population: population, start: start, seed: seed,
      variation: variation, restart: restart)
  }

  @Test("The first generation is the given points, and a Latin hypercube for the rest")
  func firstGeneration() {
    var search = Self.search(dimensions: 2, population: 6, start: [[0.1, 0.2], [0.3, 0.4]])
    let points = search.ask()
    #expect(points.count == 6)
    #expect(points.prefix(2) == [[0.1, 0.2], [0.3, 0.4]])
    #expect(points.dropFirst(2).map { Int($0[0] * 4) }.sorted() == [0, 1, 2, 3])
  }

  @Test("A trial is x + F (best − x) + F (p − q) of two others, and stops at the edge of [0, 1)")
  func step() {
    let own = [0.5, 0.9, 0.02, 0.1]
    let variation = Variation(scale: 0.6...0.6)
    var reachesEdge = false
    for seed in 0..<50 as Range<UInt64> {
      var search = Self.search(
        dimensions: 1, population: 4, start: own.map { [$0] }, seed: seed, variation: variation)
      search.run(1) { Appraisal(objectives: [$0[0]]) }
      for (slot, trial) in search.ask().enumerated() {
        var possible: [Double] = []
        for p in 0..<4 where p != slot {
          for q in 0..<4 where q != slot && q != p {
            let moved = own[slot] + 0.6 * (0.02 - own[slot]) + 0.6 * (own[p] - own[q])
            possible.append(min(max(moved, 0), 1.0.nextDown))
          }
        }
        #expect(possible.contains { ($0 - trial[0]).magnitude < 1e-15 })
        reachesEdge = reachesEdge || trial[0] == 0
      }
    }
    #expect(reachesEdge)
  }

  @Test("F is drawn anew for each trial, evenly from its range")
  func dither() {
    // All but the best are at 0.5, and that is at 0.4: a trial goes 0.1 F down, or 0.2 F or nothing
    // where the best is one of the two others.
    let variation = Variation(scale: 0.5...1, crossover: 1)
    var steps: [Double] = []
    for seed in 0..<200 as Range<UInt64> {
      var search = Self.search(
        dimensions: 1, population: 5, start: [[0.4]] + [[Double]](repeating: [0.5], count: 4),
        seed: seed, variation: variation)
      search.run(1) { Appraisal(objectives: [$0[0]]) }
      steps += search.ask().dropFirst().map { (0.5 - $0[0]) / 0.1 }
    }
    let scales = steps.filter { $0 > 1e-9 && $0 <= 1 }.sorted()
    #expect(scales.count > 100)
    #expect(scales[0] >= 0.5 - 1e-9 && scales[0] < 0.52 && scales[scales.count - 1] > 0.98)
  }

  @Test("An optimum in a corner is reached exactly, at either edge")
  func corner() {
    var search = Self.search(dimensions: 4)
    search.run(40) { Appraisal(objectives: [$0[0] + $0[1] - $0[2] - $0[3]]) }
    #expect(search.members[search.leader].point == [0, 0, 1.0.nextDown, 1.0.nextDown])
  }

  @Test("A population that gains too little gives way to another one, which starts from nothing")
  func restart() {
    var search = Self.search(dimensions: 2, restart: .init(generations: 3, gain: 0.5))
    // From the fourth generation without a gain on: one first, and three to gain something in.
    search.run(4) { _ in Appraisal(objectives: [7]) }
    let before = search.members
    let points = search.ask()
    #expect(search.isFirst)
    // A Latin hypercube: each cell once.
    #expect(points.map { Int($0[1] * 16) }.sorted() == Array(0..<16))
    // It takes the place of all, worse or not.
    search.tell(
      points.enumerated().map {
        SearchMember(id: 100 + $0, point: $1, appraisal: Appraisal(objectives: [9]))
      })
    #expect(search.members.map(\.id) == Array(100..<116))
    #expect(search.members != before)
    _ = search.ask()
    #expect(!search.isFirst)
  }

  @Test("A population that goes on gaining, or keeps no constraint yet, stays")
  func noRestart() {
    var gaining = Self.search(restart: .init(generations: 2, gain: 0.5))
    var broken = gaining
    for generation in 0..<20 {
      gaining.run(1) { _ in Appraisal(objectives: [100 - 0.3 * Double(generation)]) }
      broken.run(1) { _ in Appraisal(violation: 1, objectives: [1]) }
      #expect(gaining.isFirst == (generation == 0))
      #expect(broken.isFirst == (generation == 0))
    }
  }

  @Test("A new population that is looked at in part leaves the old one")
  func partialRestart() {
    var search = Self.search(dimensions: 2, restart: .init(generations: 1, gain: 0.5))
    search.run(2) { _ in Appraisal(objectives: [7]) }
    let before = search.members
    let points = search.ask()
    #expect(search.isFirst)
    search.tell([SearchMember?](repeating: nil, count: points.count))
    #expect(search.members == before)
  }

  @Test("Points stay in [0, 1) in every dimension", arguments: 0..<10 as Range<UInt64>)
  func range(seed: UInt64) {
    // The best lies in a corner, so that steps lead out again and again.
    var search = Self.search(seed: seed)
    let asked = search.run(60) { Appraisal(objectives: [-$0[0] + $0[1]]) }
    #expect(asked.joined().joined().allSatisfy { $0 >= 0 && $0 < 1 })
  }

  @Test("A seed decides the path, and another one takes another path")
  func seed() {
    func path(_ seed: UInt64) -> [[[Double]]] {
      var search = Self.search(seed: seed)
      return search.run(10) { Appraisal(objectives: [TestFunctions.sphere($0)]) }
    }
    #expect(path(5) == path(5))
    #expect(path(5) != path(6))
  }

  @Test("A copy of the state goes on as the original does")
  func state() {
    var search = Self.search()
    search.run(5) { Appraisal(objectives: [TestFunctions.sphere($0)]) }
    var copy = search
    #expect(copy == search)
    let (points, others) = (search.ask(), copy.ask())
    #expect(points == others)
    #expect(copy == search)
  }

  @Test("A member gives way to what is as good, and stays where its trial was given up or is worse")
  func selection() {
    var search = Self.search(dimensions: 1, population: 4)
    search.run(1) { _ in Appraisal(objectives: [1]) }
    let points = search.ask()
    let values = [1, 2, nil, 0.5]
    search.tell(
      zip(points, values).enumerated().map { slot, pair in
        pair.1.map {
          SearchMember(id: 10 + slot, point: pair.0, appraisal: Appraisal(objectives: [$0]))
        }
      })
    #expect(search.members.map(\.id) == [10, 1, 2, 13])
    #expect(search.leader == 3)
  }

  @Test("The search ends where the constraint holds, though the objective falls beyond it")
  func constraint() {
    var search = Self.search(dimensions: 2)
    search.run(150) { point in
      Appraisal(violation: max(0, point[0] - 0.6), objectives: [-point[0] + point[1]])
    }
    let best = search.members[search.leader]
    #expect(best.appraisal.isFeasible)
    #expect(best.point[0] > 0.599 && best.point[1] < 0.001)
  }

  @Test("It finds the sphere's and Rosenbrock's best points", arguments: 0..<5 as Range<UInt64>)
  func knownFunctions(seed: UInt64) {
    var sphere = Self.search(seed: seed)
    sphere.run(120) { Appraisal(objectives: [TestFunctions.sphere($0)]) }
    #expect(sphere.members[sphere.leader].appraisal.objectives[0] < 1e-8)

    var valley = Self.search(dimensions: 2, population: 20, seed: seed)
    valley.run(200) { Appraisal(objectives: [TestFunctions.rosenbrock($0)]) }
    #expect(valley.members[valley.leader].appraisal.objectives[0] < 1e-6)
  }
}

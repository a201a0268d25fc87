/// A population by rank: what nothing dominates, what then nothing dominates, and so on (Deb and
/// others, NSGA-II, 2002).
public enum NondominatedSort {
  /// The places of each front, best first, ascending in each. O(n² · fronts).
  public static func fronts(_ appraisals: [Appraisal]) -> [[Int]] {
    var fronts: [[Int]] = []
    var rest = Array(appraisals.indices)
    while !rest.isEmpty {
      let front = rest.filter { place in
        !rest.contains { appraisals[$0].dominates(appraisals[place]) }
      }
      fronts.append(front)
      rest.removeAll { front.contains($0) }
    }
    return fronts
  }

  /// The best `count` members in their order: whole fronts, and of the last one those with the most
  /// room. Crowding is taken anew after each one that goes (Kukkonen and Deb, 2006).
  public static func best(_ count: Int, of members: [SearchMember]) -> [SearchMember] {
    guard members.count > count else { return members }
    var kept: [Int] = []
    for front in fronts(members.map(\.appraisal)) {
      guard kept.count + front.count > count else {
        kept += front
        continue
      }
      kept += thinned(front, to: count - kept.count, members)
      break
    }
    return kept.sorted().map { members[$0] }
  }

  private static func thinned(_ front: [Int], to count: Int, _ members: [SearchMember]) -> [Int] {
    var front = front
    while front.count > count {
      let objectives = front.map { members[$0].appraisal.objectives }
      let isJudged = objectives.allSatisfy { !$0.isEmpty }
      let room =
        isJudged ? CrowdingDistance.of(objectives) : [Double](repeating: 0, count: front.count)
      // Of equal ones the later goes, so that the order of members decides nothing else.
      var least = 0
      for place in room.indices where room[place] <= room[least] { least = place }
      front.remove(at: least)
    }
    return front
  }
}

/// What no point that was ever looked at betters, kept apart by a width in each objective: at most
/// one point a box (Laumanns, Thiele, Deb and Zitzler, 2002).
///
/// The archive neither grows without bound nor loses what it has found.
public struct EpsilonArchive: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public let id: Int
    public let objectives: [Double]
  }

  /// The boxes' width in each objective.
  public let widths: [Double]
  /// In the order in which they came.
  public private(set) var entries: [Entry] = []

  public init(widths: [Double]) {
    precondition(!widths.isEmpty && widths.allSatisfy { $0 > 0 }, "a box has a width")
    self.widths = widths
  }

  /// Takes a feasible point, and drops what it betters.
  ///
  /// - Returns: Whether it was taken.
  @discardableResult
  public mutating func add(id: Int, objectives: [Double]) -> Bool {
    precondition(objectives.count == widths.count, "points have the same objectives")
    let box = box(objectives)
    for entry in entries {
      let other = self.box(entry.objectives)
      if ParetoFront.dominates(other, box) { return false }
      if other == box, !isNearer(objectives, than: entry.objectives, box) { return false }
    }
    entries = entries.filter { entry in
      let other = self.box(entry.objectives)
      return other != box && !ParetoFront.dominates(box, other)
    }
    entries.append(Entry(id: id, objectives: objectives))
    return true
  }

  private func box(_ objectives: [Double]) -> [Double] {
    zip(objectives, widths).map { ($0 / $1).rounded(.down) }
  }

  /// Of two points of a box the one that dominates counts, else the one nearer its best corner.
  private func isNearer(_ a: [Double], than b: [Double], _ box: [Double]) -> Bool {
    if ParetoFront.dominates(a, b) { return true }
    if ParetoFront.dominates(b, a) { return false }
    func distance(_ point: [Double]) -> Double {
      point.indices.reduce(0) { sum, i in
        let share = point[i] / widths[i] - box[i]
        return sum + share * share
      }
    }
    return distance(a) < distance(b)
  }
}

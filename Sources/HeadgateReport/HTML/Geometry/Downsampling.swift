/// Takes points out of a line without taking away what it shows.
package enum Downsampling {
  /// At most `most` of the points, in their order: the first and the last, and of each of equal
  /// stretches between them the lowest and the highest, so that no peak is lost.
  ///
  /// - Precondition: `most` is at least 4.
  package static func extremes(_ points: [PlotPoint], most: Int) -> [PlotPoint] {
    precondition(most >= 4, "the ends, a lowest and a highest point need four places")
    guard points.count > most, let first = points.first, let last = points.last else {
      return points
    }
    let inner = points[1..<(points.count - 1)]
    let stretches = (most - 2) / 2
    var kept = [first]
    for stretch in 0..<stretches {
      let start = inner.startIndex + stretch * inner.count / stretches
      let end = inner.startIndex + (stretch + 1) * inner.count / stretches
      let part = inner[start..<end]
      guard let lowest = part.indices.min(by: { part[$0].y < part[$1].y }),
        let highest = part.indices.max(by: { part[$0].y < part[$1].y })
      else { continue }
      kept.append(part[min(lowest, highest)])
      if lowest != highest { kept.append(part[max(lowest, highest)]) }
    }
    return kept + [last]
  }
}

/// Finds the word that was probably meant.
package enum Spelling {
  /// The nearest of `words`, where one is near enough to be meant.
  ///
  /// Near is an edit distance (insertions, deletions, substitutions, swaps of neighbours) of at
  /// most a third of the word's length, and at least one; case does not count.
  package static func nearest(_ word: String, among words: [String]) -> String? {
    guard !word.isEmpty, word.utf8.count <= 64 else { return nil }
    let lowered = Array(word.lowercased())
    let most = max(1, lowered.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in words {
      let other = Array(candidate.lowercased())
      guard abs(other.count - lowered.count) <= most else { continue }
      let distance = distance(lowered, other)
      if distance <= most, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// What to say about an unknown word: the nearest valid one, else all of them.
  package static func hint(for word: String, among words: [String], called name: String) -> String?
  {
    if let nearest = nearest(word, among: words) { return "did you mean \"\(nearest)\"?" }
    guard !words.isEmpty else { return nil }
    return "\(name): " + words.joined(separator: ", ")
  }

  /// The optimal string alignment distance (Damerau 1964, restricted).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var value = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          value = min(value, beforeLast[j - 2] + 1)
        }
        row.append(value)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}

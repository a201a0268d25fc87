/// Two texts line by line, as `diff` shows them: `-` only in the first, `+` only in the second.
public enum LineDifference {
  /// Changed lines with two lines around each; at most 200 lines.
  public static func text(from old: String, to new: String) -> String {
    let lines = marked(
      old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    let changed = lines.indices.filter { !lines[$0].hasPrefix(" ") }
    var shown: [String] = []
    var last = -1
    for index in lines.indices where changed.contains(where: { abs($0 - index) <= 2 }) {
      if index > last + 1 { shown.append("   …") }
      shown.append(lines[index])
      last = index
    }
    return shown.prefix(200).joined(separator: "\n")
  }

  private static func marked(_ old: [String], _ new: [String]) -> [String] {
    let difference = new.difference(from: old)
    var removed: [Int: String] = [:]
    var inserted: [Int: String] = [:]
    for change in difference {
      switch change {
      case .remove(let offset, let element, _): removed[offset] = element
      case .insert(let offset, let element, _): inserted[offset] = element
      }
    }
    var lines: [String] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, let line = removed[i] {
        lines.append("- " + line)
        i += 1
      } else if j < new.count, let line = inserted[j] {
        lines.append("+ " + line)
        j += 1
      } else {
        lines.append("  " + old[i])
        i += 1
        j += 1
      }
    }
    return lines
  }
}

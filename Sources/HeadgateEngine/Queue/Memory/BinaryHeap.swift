/// A heap whose smallest element is at hand.
struct BinaryHeap<Element: Comparable> {
  private(set) var elements: [Element] = []

  var first: Element? { elements.first }
  var count: Int { elements.count }

  mutating func insert(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard elements[child] < elements[parent] else { return }
      elements.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() -> Element {
    let first = elements[0]
    let last = elements.removeLast()
    if !elements.isEmpty {
      elements[0] = last
      sink(0)
    }
    return first
  }

  /// Drops all elements but those that hold, in linear time.
  mutating func keep(where holds: (Element) -> Bool) {
    elements.removeAll { !holds($0) }
    for parent in stride(from: elements.count / 2 - 1, through: 0, by: -1) { sink(parent) }
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var least = 2 * parent + 1
      guard least < elements.count else { return }
      if least + 1 < elements.count, elements[least + 1] < elements[least] { least += 1 }
      guard elements[least] < elements[parent] else { return }
      elements.swapAt(least, parent)
      parent = least
    }
  }
}

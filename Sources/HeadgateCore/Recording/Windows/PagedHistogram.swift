/// A histogram with the buckets of `LatencyHistogram` that takes memory only around the values that
/// it holds, as there may be a thousand of them in a run.
///
/// Counts stand in pages of 32 buckets, 256 bytes each, and a page is there from its first value on:
/// at most one a value, and at most 8 KiB an octave of values. Memory is owned by whoever holds it
/// and given back with `deallocate()`.
package struct PagedHistogram {
  private static let pageBits = 5
  private static let pageSize = 1 << pageBits

  private typealias Page = UnsafeMutablePointer<UInt64>
  /// By position, up to the page of the largest value or beyond.
  private var pages: UnsafeMutablePointer<Page?>
  private var pageCount = 0
  package private(set) var count: UInt64 = 0
  /// Exact sum of the values.
  package private(set) var sum: Int128 = 0
  package private(set) var maximum: Nanoseconds = 0

  package init() { pages = .allocate(capacity: 0) }

  package func deallocate() {
    for i in 0..<pageCount { pages[i]?.deallocate() }
    pages.deallocate()
  }

  /// Adds one value, which is not negative.
  @inline(__always)
  package mutating func record(_ value: Nanoseconds) {
    let bucket = LatencyHistogram.bucket(of: value)
    let position = bucket &>> Self.pageBits
    let page = position < pageCount ? pages[position] : nil
    (page ?? addPage(position))[bucket & (Self.pageSize &- 1)] &+= 1
    count &+= 1
    sum &+= Int128(value)
    if value > maximum { maximum = value }
  }

  @inline(never)
  private mutating func addPage(_ position: Int) -> Page {
    if position >= pageCount { grow(toHold: position) }
    let page = Page.allocate(capacity: Self.pageSize)
    page.initialize(repeating: 0, count: Self.pageSize)
    pages[position] = page
    return page
  }

  /// By whole octaves.
  private mutating func grow(toHold position: Int) {
    let octave = 1024 / Self.pageSize
    let larger = (position / octave + 1) * octave
    let grown = UnsafeMutablePointer<Page?>.allocate(capacity: larger)
    grown.initialize(from: pages, count: pageCount)
    (grown + pageCount).initialize(repeating: nil, count: larger - pageCount)
    pages.deallocate()
    (pages, pageCount) = (grown, larger)
  }

  package var mean: Double { count == 0 ? 0 : Double(nearest: sum) / Double(count) }

  /// As `LatencyHistogram.quantile(_:)` has it.
  package func quantile(_ q: Double) -> Nanoseconds {
    guard count > 0 else { return 0 }
    let rank = nearestRank(q, of: count)
    if rank >= count { return maximum }
    var seen: UInt64 = 0
    for position in 0..<pageCount {
      guard let page = pages[position] else { continue }
      for i in 0..<Self.pageSize {
        seen += page[i]
        if seen >= rank {
          return min(
            maximum, LatencyHistogram.middle(of: position << Self.pageBits | i))
        }
      }
    }
    return maximum
  }
}

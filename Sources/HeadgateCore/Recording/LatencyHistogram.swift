/// A histogram of nanoseconds in the HDR layout with three significant digits: linear up to 2,048,
/// then 1,024 buckets an octave, so that a bucket is at most 1/1,024 of its value wide.
///
/// The index is shifts and a leading-zero count, so it is the same on every machine, and merging is
/// exact (Tene's HdrHistogram; layout as in its reference implementation with 2,048 sub-buckets).
/// It grows by whole octaves up to the largest value seen. Memory is owned by whoever holds it and
/// given back with `deallocate()`.
package struct LatencyHistogram {
  private var counts: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  package private(set) var count: UInt64 = 0
  /// Exact sum of the values.
  package private(set) var sum: Int128 = 0
  package private(set) var maximum: Nanoseconds = 0

  /// - Parameter capacity: How many buckets there are to begin with.
  package init(capacity: Int = 2048) {
    self.capacity = capacity
    counts = .allocate(capacity: capacity)
    counts.initialize(repeating: 0, count: capacity)
  }

  package func deallocate() { counts.deallocate() }

  /// Adds one value, which is not negative.
  @inline(__always)
  package mutating func record(_ value: Nanoseconds) {
    let bucket = Self.bucket(of: value)
    if bucket >= capacity { grow(toHold: bucket) }
    counts[bucket] &+= 1
    count &+= 1
    sum &+= Int128(value)
    if value > maximum { maximum = value }
  }

  /// The bucket that holds `value`.
  @inline(__always)
  package static func bucket(of value: Nanoseconds) -> Int {
    let bits = UInt64(bitPattern: value)
    let shift = 53 &- (bits | 2047).leadingZeroBitCount
    return (shift &<< 10) &+ Int(truncatingIfNeeded: bits &>> UInt64(shift))
  }

  /// The smallest and the largest value of a bucket.
  package static func range(of bucket: Int) -> ClosedRange<Nanoseconds> {
    if bucket < 2048 { return Int64(bucket)...Int64(bucket) }
    let shift = (bucket >> 10) - 1
    let low = Int64(bucket - (shift << 10)) << Int64(shift)
    return low...(low + ((1 << Int64(shift)) - 1))
  }

  static func middle(of bucket: Int) -> Nanoseconds {
    let range = range(of: bucket)
    return range.lowerBound + (range.upperBound - range.lowerBound) / 2
  }

  package var mean: Double { count == 0 ? 0 : Double(nearest: sum) / Double(count) }

  /// The nearest-rank quantile: the value at rank ⌈q·count⌉, as its bucket's middle and never above
  /// the maximum. 0 where nothing was recorded.
  package func quantile(_ q: Double) -> Nanoseconds {
    guard count > 0 else { return 0 }
    let rank = nearestRank(q, of: count)
    if rank >= count { return maximum }
    var seen: UInt64 = 0
    for bucket in 0..<capacity {
      seen += counts[bucket]
      if seen >= rank { return min(maximum, Self.middle(of: bucket)) }
    }
    return maximum
  }

  /// The occupied buckets, ascending, with their counts.
  package func occupied() -> (indexes: [UInt32], counts: [UInt64]) {
    var indexes: [UInt32] = []
    var values: [UInt64] = []
    var seen: UInt64 = 0
    for bucket in 0..<capacity where seen < count {
      guard counts[bucket] > 0 else { continue }
      indexes.append(UInt32(bucket))
      values.append(counts[bucket])
      seen += counts[bucket]
    }
    return (indexes, values)
  }

  /// Adds all of another one's values.
  package mutating func merge(_ other: LatencyHistogram) {
    if other.capacity > capacity { grow(toHold: other.capacity - 1) }
    for bucket in 0..<other.capacity where other.counts[bucket] > 0 {
      counts[bucket] += other.counts[bucket]
    }
    count += other.count
    sum += other.sum
    maximum = max(maximum, other.maximum)
  }

  @inline(never)
  private mutating func grow(toHold bucket: Int) {
    let larger = (bucket / 1024 + 1) * 1024
    let grown = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    grown.initialize(from: counts, count: capacity)
    (grown + capacity).initialize(repeating: 0, count: larger - capacity)
    counts.deallocate()
    counts = grown
    capacity = larger
  }
}

/// ⌈q·count⌉, at least 1: a product that rounding has moved off a whole number counts as that one.
func nearestRank(_ q: Double, of count: UInt64) -> UInt64 {
  let product = q * Double(count)
  let whole = product.rounded()
  let rank = (product - whole).magnitude <= 2 * product.ulp ? whole : product.rounded(.up)
  return max(1, UInt64(rank))
}

/// A small histogram of one series step: 128 buckets an octave (0.8 %), cleared by what was touched.
struct StepHistogram {
  private static let bucketCount = (56 << 7) + 256
  private var counts: UnsafeMutablePointer<UInt32>
  private(set) var count: UInt64 = 0
  private var lowest = Self.bucketCount
  private var highest = 0

  init() {
    counts = .allocate(capacity: Self.bucketCount)
    counts.initialize(repeating: 0, count: Self.bucketCount)
  }

  func deallocate() { counts.deallocate() }

  @inline(__always)
  mutating func record(_ value: Nanoseconds) {
    let bits = UInt64(bitPattern: value)
    let shift = 56 &- (bits | 255).leadingZeroBitCount
    let bucket = (shift &<< 7) &+ Int(truncatingIfNeeded: bits &>> UInt64(shift))
    counts[bucket] &+= 1
    count &+= 1
    if bucket < lowest { lowest = bucket }
    if bucket > highest { highest = bucket }
  }

  /// The nearest-rank quantile in nanoseconds, as its bucket's middle; 0 where it is empty.
  func quantile(_ q: Double) -> Double {
    guard count > 0 else { return 0 }
    let rank = nearestRank(q, of: count)
    var seen: UInt64 = 0
    for bucket in lowest...highest {
      seen += UInt64(counts[bucket])
      if seen >= rank { return Self.middle(of: bucket) }
    }
    return Self.middle(of: highest)
  }

  mutating func clear() {
    if count > 0 { (counts + lowest).update(repeating: 0, count: highest - lowest + 1) }
    (count, lowest, highest) = (0, Self.bucketCount, 0)
  }

  private static func middle(of bucket: Int) -> Double {
    if bucket < 256 { return Double(bucket) }
    let shift = (bucket >> 7) - 1
    let low = Double(bucket - (shift << 7)) * Double(1 << shift)
    return low + Double(1 << shift) / 2
  }
}

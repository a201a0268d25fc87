/// Which content a job has (rule S9): a draw that belongs to the job alone, the same on every attempt and
/// before every cache (rule R1).
package struct ContentKeys {
  let count: Int
  /// Sums of the weights up to each rank; empty where all weigh alike.
  private let sums: UnsafeMutableBufferPointer<Double>

  package init(_ settings: CacheSettings) {
    count = settings.keys
    sums = .allocate(capacity: settings.skew > 0 ? settings.keys : 0)
    var sum = 0.0
    for rank in sums.indices {
      sum += DeterministicMath.exp(-settings.skew * DeterministicMath.log(Double(rank + 1)))
      sums[rank] = sum
    }
  }

  package func deallocate() { sums.deallocate() }

  /// The rank of a job's content, from 0.
  package func key(of job: UnsafeMutablePointer<Job>, _ random: KeyedRandom) -> Int {
    let bits = random.bits(
      DrawStream(.content, workload: Int(job.pointee.workload)), entity: job.pointee.entity
    ).0
    if sums.isEmpty { return Int(bits.multipliedFullWidth(by: UInt64(count)).high) }
    return rank(of: KeyedRandom.unit(bits) * sums[count - 1])
  }

  /// The first rank up to which the weights come to more than `weight`.
  private func rank(of weight: Double) -> Int {
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > weight { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

import HeadgateCore
import HeadgateModel

/// The results of two backends, replication by replication.
struct ResultPairing {
  struct Pair {
    /// Position of the variant.
    var variant: Int
    var reference: ReplicationResult
    var candidate: ReplicationResult
  }

  let pairs: [Pair]
  /// Positions in `pairs`.
  let differing: [Int]

  /// - Parameter results: In the order of variant, backend and replication; pairs of which one was
  ///   stopped are left out.
  init(_ results: [ReplicationResult?], replications: Int) {
    var pairs: [Pair] = []
    for first in stride(from: 0, to: results.count, by: 2 * replications) {
      for place in first..<first + replications {
        guard let reference = results[place], let candidate = results[place + replications] else {
          continue
        }
        pairs.append(
          Pair(
            variant: first / (2 * replications), reference: reference, candidate: candidate))
      }
    }
    self.pairs = pairs
    differing = pairs.indices.filter {
      !ResultDifference.all(pairs[$0].reference, pairs[$0].candidate).isEmpty
    }
  }

  var firstDifference: Pair? { differing.first.map { pairs[$0] } }

  var jobs: UInt64 {
    pairs.reduce(0) { $0 + UInt64($1.reference.metric("offered") ?? 0) }
  }

  var events: UInt64 { pairs.reduce(0) { $0 + $1.reference.events } }

  /// A digest of the reference's digests.
  var digest: String {
    var digest = TraceDigest()
    for pair in pairs {
      for byte in pair.reference.digest.utf8 { digest.add(0, UInt64(byte), 0) }
    }
    return digest.hexadecimal
  }
}

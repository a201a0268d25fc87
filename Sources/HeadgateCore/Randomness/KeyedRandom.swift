/// What a random quantity is for; with a workload and a stage it names a stream.
package enum DrawPurpose: UInt32 {
  case arrival = 1
  case priority
  case think
  case itemService
  case batchService
  case sizeService
  case backoff
  case failure
  case chapterSize
  case interleaving
  case limitProbe = 32
  case content = 48
  case warmth
}

/// A stream of draws: purpose, workload and stage (or fault).
package struct DrawStream: Equatable {
  var word: UInt32

  @inline(__always)
  package init(_ purpose: DrawPurpose, workload: Int = 0, stage: Int = 0) {
    word =
      purpose.rawValue << 24 | UInt32(truncatingIfNeeded: stage) << 16
      | UInt32(truncatingIfNeeded: workload)
  }
}

/// Random numbers as a pure function of what they belong to (rule R1).
///
/// A draw is `Philox(key: seed, counter: entity, attempt, stream, replication, block)`; two draws
/// with different arguments are independent, and the order in which they are made does not matter.
package struct KeyedRandom: Equatable {
  private let key0: UInt32
  private let key1: UInt32
  /// Replication in the upper 20 bits; the lower 12 count blocks of one draw.
  private let replicationWord: UInt32

  /// - Parameter replication: below 2²⁰.
  package init(seed: UInt64, replication: Int) {
    precondition(replication >= 0 && replication < 1 << 20, "replication out of range")
    key0 = UInt32(truncatingIfNeeded: seed)
    key1 = UInt32(truncatingIfNeeded: seed >> 32)
    replicationWord = UInt32(replication) << 12
  }

  /// 128 bits for `entity` (below 2⁴⁸) on `attempt` (below 2¹⁶) in `stream`.
  @inline(__always)
  package func bits(
    _ stream: DrawStream, entity: UInt64, attempt: UInt32 = 0, block: UInt32 = 0
  ) -> (UInt64, UInt64) {
    let words = Philox.block(
      (
        UInt32(truncatingIfNeeded: entity),
        UInt32(truncatingIfNeeded: entity >> 32) << 16 | (attempt & 0xFFFF),
        stream.word,
        replicationWord | (block & 0xFFF)
      ),
      key: (key0, key1))
    return (
      UInt64(words.0) | UInt64(words.1) << 32,
      UInt64(words.2) | UInt64(words.3) << 32
    )
  }

  /// 64 random bits as a number in (0, 1): the middle of one of 2⁵² equal cells, so never 0 or 1.
  @inline(__always)
  package static func unit(_ bits: UInt64) -> Double {
    (Double(Int64(truncatingIfNeeded: bits >> 12)) + 0.5) * 0x1p-52
  }
}

/// One draw's place in the random universe, for samplers that need more than 64 bits.
package struct DrawKey {
  package var random: KeyedRandom
  package var stream: DrawStream
  package var entity: UInt64
  package var attempt: UInt32

  package init(random: KeyedRandom, stream: DrawStream, entity: UInt64, attempt: UInt32) {
    self.random = random
    self.stream = stream
    self.entity = entity
    self.attempt = attempt
  }

  /// The `n`th further unit number of this draw, counted from 0.
  package func unit(_ n: UInt32) -> Double {
    let bits = random.bits(stream, entity: entity, attempt: attempt, block: 1 &+ (n >> 1))
    return KeyedRandom.unit(n & 1 == 0 ? bits.0 : bits.1)
  }
}

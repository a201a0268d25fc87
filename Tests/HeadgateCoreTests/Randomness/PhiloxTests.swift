import HeadgateCore
import Testing

@Suite("Randomness (rule R1)")
struct PhiloxTests {
  @Test("Philox4x32-10 gives its published known answers")
  func knownAnswers() {
    let ones: UInt32 = 0xFFFF_FFFF
    let vectors:
      [(
        counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32),
        output: (UInt32, UInt32, UInt32, UInt32)
      )] = [
        ((0, 0, 0, 0), (0, 0), (0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)),
        (
          (ones, ones, ones, ones), (ones, ones),
          (0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)
        ),
        (
          (0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), (0xA409_3822, 0x299F_31D0),
          (0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)
        ),
      ]
    for vector in vectors {
      #expect(Philox.block(vector.counter, key: vector.key) == vector.output)
    }
  }

  @Test("A draw depends on what it belongs to, not on the order of drawing")
  func orderDoesNotMatter() {
    let random = KeyedRandom(seed: 42, replication: 3)
    let stream = DrawStream(.itemService, workload: 1, stage: 2)
    func draw(_ entity: UInt64) -> UInt64 { random.bits(stream, entity: entity, attempt: 1).0 }
    let ascending = (0..<1000).map(draw)
    let descending = (0..<1000).reversed().map(draw)
    #expect(ascending == descending.reversed())
  }

  @Test("Every part of the key makes another draw")
  func keyParts() {
    var seen: Set<UInt64> = []
    var count = 0
    func add(_ random: KeyedRandom, _ stream: DrawStream, _ entity: UInt64, _ attempt: UInt32) {
      seen.insert(random.bits(stream, entity: entity, attempt: attempt).0)
      count += 1
    }
    let random = KeyedRandom(seed: 1, replication: 0)
    let stream = DrawStream(.arrival)
    for entity in [0, 1, 1 << 32, (1 << 48) - 1] as [UInt64] {
      for attempt in [0, 1, 0xFFFF] as [UInt32] { add(random, stream, entity, attempt) }
    }
    for purpose in [
      DrawPurpose.priority, .think, .itemService, .batchService, .sizeService, .backoff, .failure,
      .chapterSize,
    ] { add(random, DrawStream(purpose), 0, 0) }
    for workload in [1, 65_535] { add(random, DrawStream(.arrival, workload: workload), 0, 0) }
    for stage in [1, 63] { add(random, DrawStream(.arrival, stage: stage), 0, 0) }
    add(KeyedRandom(seed: 1 << 32 | 1, replication: 0), stream, 0, 0)
    add(KeyedRandom(seed: 2, replication: 0), stream, 0, 0)
    add(KeyedRandom(seed: 1, replication: (1 << 20) - 1), stream, 0, 0)
    let key = DrawKey(random: random, stream: stream, entity: 0, attempt: 0)
    for n in UInt32(0)..<20 {
      seen.insert(key.unit(n).bitPattern)
      count += 1
    }
    #expect(seen.count == count)
  }

  @Test("Unit numbers are never 0 or 1, and are symmetric about one half")
  func units() {
    #expect(KeyedRandom.unit(0) == 0x1p-53)
    #expect(KeyedRandom.unit(.max) == 1 - 0x1p-53)
    #expect(KeyedRandom.unit(1 << 63) + KeyedRandom.unit((1 << 63) - 1) == 1)
  }

  @Test("Unit numbers are uniform: every one of 100 cells gets its share")
  func uniform() {
    let random = KeyedRandom(seed: 9, replication: 0)
    let stream = DrawStream(.failure)
    let count = 200_000
    var cells = [Int](repeating: 0, count: 100)
    for entity in 0..<UInt64(count / 2) {
      let bits = random.bits(stream, entity: entity)
      cells[Int(KeyedRandom.unit(bits.0) * 100)] += 1
      cells[Int(KeyedRandom.unit(bits.1) * 100)] += 1
    }
    let expected = Double(count) / 100
    let chiSquare = cells.reduce(0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    // 99 degrees of freedom: mean 99, standard deviation 14.07; five of them either way.
    #expect((chiSquare - 99).magnitude < 5 * 14.07)
  }
}

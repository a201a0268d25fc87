import HeadgateCore
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("Chunks of any text")
struct ChunkerPropertyTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4]

  private func chunkers(_ random: inout SplitMix64) throws -> [Chunker] {
    let size = 1 + random.below(40)
    let overlap = random.below(size / 2 + 1)
    return [
      try .characters(size), try .characters(size, overlap: overlap),
      try .sentences(upTo: size), try .sentences(upTo: size, overlap: .characters(overlap)),
      try .sentences(upTo: size, overlap: .sentences(random.below(4))),
    ]
  }

  private func forEachCase(
    _ seed: UInt64,
    _ body: (_ text: String, _ chunks: [TextChunk], _ chunker: Chunker) throws -> Void
  ) throws {
    var random = SplitMix64(seed: seed)
    for round in 0..<200 {
      let text = RandomText.make(&random, parts: round)
      for chunker in try chunkers(&random) {
        try body(text, Array(chunker.chunks(of: text)), chunker)
      }
    }
  }

  @Test("are, without what overlaps, the text byte for byte", arguments: seeds)
  func chunksGiveBackTheText(seed: UInt64) throws {
    try forEachCase(seed) { text, chunks, _ in
      let bytes = Array(text.utf8)
      var covered = 0
      for chunk in chunks {
        #expect(Array(chunk.text.utf8) == Array(bytes[chunk.byteRange]))
        #expect(chunk.offset <= covered && covered < chunk.byteRange.upperBound)
        covered = chunk.byteRange.upperBound
      }
      #expect(covered == bytes.count)
    }
  }

  @Test("have 1 to size characters, all of them whole characters of the text", arguments: seeds)
  func chunksAreBoundedAndWhole(seed: UInt64) throws {
    try forEachCase(seed) { text, chunks, chunker in
      var boundaries: Set<Int> = [0]
      var at = 0
      for character in text {
        at += character.utf8.count
        boundaries.insert(at)
      }
      for chunk in chunks {
        #expect(1...chunker.size ~= chunk.text.count)
        #expect(boundaries.contains(chunk.offset))
        #expect(boundaries.contains(chunk.byteRange.upperBound))
      }
    }
  }

  @Test(
    "are numbered from 0, begin later each time and are at most twice the text", arguments: seeds)
  func chunksAdvance(seed: UInt64) throws {
    try forEachCase(seed) { text, chunks, _ in
      #expect(chunks.map(\.index) == Array(0..<chunks.count))
      #expect(zip(chunks, chunks.dropFirst()).allSatisfy { $0.offset < $1.offset })
      #expect(chunks.reduce(0) { $0 + $1.text.count } <= 2 * text.count)
    }
  }

  @Test("are the same each time", arguments: seeds)
  func chunksAreDeterministic(seed: UInt64) throws {
    try forEachCase(seed) { text, chunks, chunker in
      #expect(
        Array(chunker.chunks(of: String(decoding: Array(text.utf8), as: UTF8.self))) == chunks)
    }
  }
}

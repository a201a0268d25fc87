import HeadgateCore
import Testing

/// What the engine's core draws and records, against the same file of reference answers.
@Suite struct CoreReferenceTests {
  struct Seed: Decodable { var seed: String }
  struct Block: Decodable { var counter: [String], key: [String] }
  struct Layout: Decodable {
    var lowest: Int64
    var digits: Int

    private enum CodingKeys: String, CodingKey {
      case lowest
      case digits = "sig_digits"
    }
  }
  struct LayoutExpected: Decodable {
    var halfSize: Int
    var buckets: Int
    var length: Int
    var places: [String: Int]
    var lowest: [String: Int64]
    var highest: [String: Int64]
    var percentiles: [String: Int64]

    private enum CodingKeys: String, CodingKey {
      case percentiles
      case halfSize = "sub_bucket_count"
      case buckets = "bucket_count"
      case length = "counts_len"
      case places = "counts_index"
      case lowest = "lowest_equivalent"
      case highest = "highest_equivalent"
    }
  }

  private func number(_ word: String) -> UInt64? { UInt64(word.dropFirst(2), radix: 16) }

  @Test("SplitMix64 draws what the reference does")
  func splitMix() throws {
    for vector in try ReferenceVector<Seed, [String]>.all("splitmix64") {
      var generator = SplitMix64(seed: try #require(number(vector.inputs.seed)))
      for expected in vector.expected { #expect(generator.next() == number(expected)) }
    }
  }

  @Test("Philox4x32-10 gives the reference's blocks")
  func philox() throws {
    for vector in try ReferenceVector<Block, [String]>.all("philox4x32_10") {
      let words = (vector.inputs.counter + vector.inputs.key).compactMap(number).map(UInt32.init)
      try #require(words.count == 6)
      let block = Philox.block(
        (words[0], words[1], words[2], words[3]), key: (words[4], words[5]))
      #expect(
        [block.0, block.1, block.2, block.3].map(UInt64.init) == vector.expected.map(number))
    }
  }

  @Test("Latency buckets are laid out as an HdrHistogram of three digits")
  func layout() throws {
    for vector in try ReferenceVector<Layout, LayoutExpected>.all("hdr_histogram_layout") {
      try #require(vector.inputs.lowest == 1 && vector.inputs.digits == 3)
      let expected = vector.expected
      var histogram = LatencyHistogram()
      defer { histogram.deallocate() }
      for (text, place) in expected.places {
        let value = try #require(Int64(text))
        histogram.record(value)
        let bucket = LatencyHistogram.bucket(of: value)
        let range = LatencyHistogram.range(of: bucket)
        #expect(bucket == place)
        #expect(range.lowerBound == expected.lowest[text])
        #expect(range.upperBound == expected.highest[text])
      }
      let largest = Int64(expected.halfSize) << (expected.buckets - 1) - 1
      #expect(LatencyHistogram.bucket(of: largest) + 1 == expected.length)
      for (text, value) in expected.percentiles {
        // A quantile is told within its bucket, whose upper end the reference gives.
        let quantile = histogram.quantile(try #require(Double(text)) / 100)
        let bucket = LatencyHistogram.bucket(of: quantile)
        #expect(LatencyHistogram.range(of: bucket).upperBound == value)
      }
    }
  }
}

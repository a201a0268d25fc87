import HeadgateCore
import Testing

struct TokenAmountTests {
  @Test("Any amount of tokens is there at the moment that is named for it, and not before")
  func moment() {
    var bucket = TokenBucket(rate: 10, burst: 10, cost: 1)
    let isFull = bucket.take(tokens: 10, at: 0)
    #expect(isFull)
    for tokens in [0.25, 1, 2.5, 10] {
      let moment = bucket.moment(ofTokens: tokens, after: 0)
      #expect(moment == Nanoseconds(tokens * 1e8))
      var copy = bucket
      let isEarly = copy.take(tokens: tokens, at: moment - 1)
      let isThere = copy.take(tokens: tokens, at: moment)
      #expect(!isEarly)
      #expect(isThere)
    }
  }

  @Test("More tokens than a bucket holds are never there")
  func never() {
    let bucket = TokenBucket(rate: 10, burst: 10, cost: 1)
    #expect(bucket.moment(ofTokens: 10.5, after: 0) == .never)
  }
}

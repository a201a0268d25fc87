import HeadgateIngest
import Testing

@Suite("Vectors")
struct VectorTests {
  @Test("the cosine is that of the angle, and 0 with a vector of zeros")
  func cosine() {
    #expect(Vector.cosine([1, 0], [0, 2]) == 0)
    #expect(Vector.cosine([3, 4], [6, 8]) == 1)
    #expect(Vector.cosine([3, 4], [-6, -8]) == -1)
    #expect(Vector.cosine([0, 0], [1, 2]) == 0)
  }

  @Test("normalizing keeps the direction, and zeros as they are")
  func normalized() {
    #expect(Vector.normalized([3, 4]) == [0.6, 0.8])
    #expect(Vector.normalized([0, 0]) == [0, 0])
    #expect(Vector.normalized([3e38, 2e38]).allSatisfy { $0.isFinite })
  }
}

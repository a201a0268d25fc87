import HeadgateTestSupport
import Testing

struct LineDifferenceTests {
  @Test("A mismatch shows the changed lines with their neighbours and leaves out the rest")
  func changedLines() {
    let old = (1...9).map(String.init).joined(separator: "\n")
    let new = old.replacing("5", with: "five")
    #expect(
      LineDifference.text(from: old, to: new) == """
           …
          3
          4
        - 5
        + five
          6
          7
        """)
  }
}

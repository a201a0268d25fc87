import HeadgateReport
import Testing

struct ProgressLineTests {
  @Test("Progress tells share, count, rate and time left")
  func rateAndTimeLeft() {
    let line = ProgressLine(
      scenario: "soak", completed: 3, total: 30, fraction: 0.125, elapsed: 10)
    #expect(line.text == "soak: 13 %, 3 of 30 replications, 0.38/s, 1m 10s left")
  }

  @Test("Before anything has passed no rate is made up")
  func nothingYet() {
    let line = ProgressLine(scenario: "soak", completed: 0, total: 30, fraction: 0, elapsed: 2)
    #expect(line.text == "soak: 0 %, 0 of 30 replications")
  }
}

import HeadgateModel
import Testing

@Suite struct MetricExpressionTests {
  @Test func `an expression falls into its parts, with their places`() throws {
    let plain = try MetricExpression(parsing: " latency.p99  <=  2 s ")
    #expect(plain.name == .init(text: "latency.p99", offset: 1))
    #expect(plain.selector == nil)
    #expect(plain.comparison == .lessOrEqual)
    #expect(plain.limit == .init(text: "2 s", offset: 18))
  }

  @Test(arguments: ["a{priority:10}<1", "a{ priority : 10 } < 1", "a{priority: 10}<  1"])
  func `spaces around parts mean nothing`(_ text: String) throws {
    let expression = try MetricExpression(parsing: text)
    #expect(expression.name.text == "a")
    #expect(expression.selector?.key.text == "priority")
    #expect(expression.selector?.value.text == "10")
    #expect(expression.comparison == .less)
    #expect(expression.limit.text == "1")
  }

  @Test(arguments: Comparison.allCases)
  func `every comparison is read`(_ comparison: Comparison) throws {
    let expression = try MetricExpression(parsing: "é.x \(comparison.rawValue) 5%")
    #expect(expression.comparison == comparison)
    #expect(expression.name.text == "é.x")
  }

  @Test(arguments: [
    ("", 0), ("< 1", 0), ("a", 1), ("a 1", 2), ("a <", 3), ("a{", 2), ("a{b}", 3), ("a{b: c", 6),
    ("a{b: c, d: e} < 1", 6), ("a <> 1", 2), ("a{b: c} {d: e} < 1", 8),
  ])
  func `a broken expression is broken at a place`(_ text: String, _ offset: Int) {
    #expect {
      _ = try MetricExpression(parsing: text)
    } throws: { error in
      (error as? ExpressionProblem)?.offset == offset
    }
  }
}

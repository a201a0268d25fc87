import HeadgateCore

extension ExpectationReader {
  /// What a metric is narrowed down to.
  enum Selection {
    case tag(MetricTag)
    /// Each window of this length.
    case window(Nanoseconds)
  }

  /// The length of the windows that `over` asks for.
  func window(
    _ value: MetricExpression.Part, _ comparison: Comparison
  ) throws(ExpressionProblem) -> Nanoseconds {
    guard comparison != .equal else {
      throw ExpressionProblem(
        message: "\"over\" does not go with ==", offset: value.offset,
        hint: "use <, <=, > or >=, which every window can meet")
    }
    let length: Nanoseconds
    do throws(Mismatch) {
      length = try Self.length(value.text)
    } catch {
      throw ExpressionProblem(
        message: "\"over\" \(error.message)", offset: value.offset, hint: error.hint)
    }
    if let problem = problem(withWindowsOf: length, at: value.offset) { throw problem }
    return length
  }

  private static func length(_ text: String) throws(Mismatch) -> Nanoseconds {
    let node = Node(scalar: text, at: SourceLocation(file: "", line: 1, column: 1))
    _ = try Shape.window.read(node, example: "over: 30s").get()
    do throws(QuantityFailure) {
      return try Measure.duration.whole(text)
    } catch {
      throw Measure.duration.mismatch(error, text) ?? Mismatch(message: "is no duration")
    }
  }

  /// What is wrong with windows of this length in this load.
  private func problem(withWindowsOf length: Nanoseconds, at offset: Int) -> ExpressionProblem? {
    guard let limits else { return nil }
    guard let duration = limits.duration, limits.items == nil else {
      return ExpressionProblem(
        message: "\"over\" needs a load that ends at a known time", offset: offset,
        hint: "give run.duration" + (limits.items == nil ? "" : " and no run.items"))
    }
    let stretch = duration - limits.warmup
    func written(_ duration: Nanoseconds) -> String { Measure.duration.written(Double(duration)) }
    if length > stretch {
      return ExpressionProblem(
        message: "\"over\" is \(written(length)), longer than the \(written(stretch)) of load that "
          + "are measured", offset: offset, hint: "write at most \(written(stretch))")
    }
    let (count, most) = (WindowPlan.count(of: length, in: stretch), WindowPlan.mostWindows)
    guard count > most else { return nil }
    let shortest = (stretch - 1) / Nanoseconds(most) + 1
    return ExpressionProblem(
      message:
        "\"over\" is \(written(length)), which cuts \(written(stretch)) into \(count) windows, "
        + "and \(most) is the most", offset: offset, hint: "write at least \(written(shortest))")
  }
}

public import HeadgateModel

/// What gates say as JSON, format version 1: verdict, what was held against the baseline, the
/// comparison with it, and under `result` the run as `ResultJSON` has it.
public enum GateJSON {
  /// One gate as a JSON object, several as an array, ending with a line feed.
  ///
  /// - Parameter includingEnvironment: `false` leaves everything out that is not a function of
  ///   scenario, seed, code and baseline.
  public static func encode(
    _ gates: [GateResult], isList: Bool, includingEnvironment: Bool = true
  ) -> String {
    precondition(isList || gates.count == 1, "one object holds one gate")
    var writer = JSONWriter()
    if isList {
      writer.array {
        for gate in gates { $0.write(gate, includingEnvironment: includingEnvironment) }
      }
    } else {
      writer.write(gates[0], includingEnvironment: includingEnvironment)
    }
    writer.endLine()
    return writer.text
  }
}

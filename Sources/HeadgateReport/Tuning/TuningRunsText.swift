import HeadgateModel

/// How many runs a study took, for what, and what was not reached.
enum TuningRunsText {
  static func text(_ result: TuningResult) -> String {
    let runs = result.runs
    let all = runs.search + runs.choice + runs.validation + runs.importance
    var text =
      "\(counted(all, "run")): \(Decimal.grouped(runs.search)) of the search's "
      + "\(Decimal.grouped(result.space.search.runs)) over \(counted(runs.candidates, "candidate"))"
    let abandoned = result.history.reduce(0) { $0 + $1.abandoned }
    if abandoned > 0 { text += ", \(Decimal.grouped(abandoned)) of them given up early" }
    if runs.invalid > 0 {
      text += ", \(Decimal.grouped(runs.invalid)) of them no scenario that runs"
    }
    return text + "; \(Decimal.grouped(runs.choice)) for the choice, "
      + "\(Decimal.grouped(runs.validation)) for the contests, "
      + "\(Decimal.grouped(runs.importance)) for what matters"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(Decimal.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}

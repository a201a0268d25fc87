/// A sign beside a figure; its letter is what a terminal without colour shows.
public enum Mark: String, Sendable, CaseIterable {
  case none = " "
  case best = "*"
  case held = "✓"
  case missed = "✗"
  /// A miss that is shown only.
  case warned = "!"
  case better = "+"
  case worse = "-"
  /// Shown to be the same, within a margin.
  case same = "="
  case undecided = "~"

  var colour: TextStyle.Colour? {
    switch self {
    case .none, .same, .undecided: nil
    case .best, .held, .better: .green
    case .missed, .worse: .red
    case .warned: .yellow
    }
  }
}

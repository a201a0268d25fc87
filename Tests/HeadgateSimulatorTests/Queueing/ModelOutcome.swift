/// What the replications of one model gave.
struct ModelOutcome: Sendable {
  var model: String
  /// One a figure, with the value of each replication.
  var samples: [(figure: Figure, values: [Double])]
  /// One a control, with its value in each replication.
  var controls: [(control: Control, values: [Double])]
  /// Self-checks that did not hold, and figures that had no sample.
  var problems: [String]
}

extension ModelOutcome {
  /// Every known value of the model, and the means that its scenario states.
  var meetings: [Meeting] {
    let deviations = controls.map { control, values in values.map { $0 - control.mean } }
    let known = samples.map { figure, values in
      Meeting(
        id: figure.id, expected: figure.expected, kind: figure.kind,
        interval: ControlledInterval(values, controls: deviations))
    }
    let stated = controls.map { control, values in
      Meeting(
        id: "\(model)/\(control.name)", expected: control.mean, kind: .stated,
        interval: ControlledInterval(values))
    }
    return known + stated
  }
}

import HeadgateModel

extension ScenarioProblem {
  /// The problem as one that stops nothing: `file:line:column: warning: message; hint`.
  var asWarning: String {
    var warning = self
    warning.message = "warning: " + message
    return warning.description
  }
}

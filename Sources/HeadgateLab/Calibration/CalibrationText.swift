import HeadgateCore
import HeadgateModel

/// The comment at the head of a calibrated scenario: where it comes from and how good it is.
struct CalibrationText {
  private static let width = 98

  let result: CalibrationResult

  var comment: String {
    var lines = ["Calibrated from \(result.source), sha256 \(result.sourceSHA256)."]
    if let like = result.like { lines.append("What that cannot tell is from \(like).") }
    lines += result.missing.map { "Not in the recording: \($0)." }
    lines += result.stages.flatMap(stage) + result.workloads.flatMap(workload) + result.notes
    lines.append(check)
    return lines.flatMap { Self.wrapped($0) }.map { "# \($0)\n" }.joined()
  }

  private func stage(_ stage: StageCalibration) -> [String] {
    var facts = ["\(stage.batches) batches"]
    if stage.excluded > 0 { facts.append("\(stage.excluded) of them left out") }
    if stage.isKept, let draws = stage.draws {
      facts.append(
        "the scenario's service model, which the draws confirm (slope \(Self.short(draws.slope))"
          + (draws.rSquared.map { ", R2 \(Self.short($0))" } ?? "") + ")")
    } else if stage.isKept {
      facts.append("the scenario's service model, untested")
    } else {
      if let rSquared = stage.rSquared { facts.append("R2 \(Self.short(rSquared))") }
      if let fit = stage.fit {
        facts.append(
          "\(fit.family) by BIC over \(fit.count) \(fit.isOfSums ? "batches" : "items"), D "
            + "\(Self.short(fit.distance)) (p \(Self.short(fit.distancePValue))), A2 "
            + "\(Self.short(fit.weighted)) (p \(Self.short(fit.weightedPValue)))")
      }
    }
    return ["\(stage.stage): " + facts.joined(separator: ", ") + "."]
      + stage.notes.map { "\(stage.stage): \($0)." }
  }

  private func workload(_ workload: WorkloadCalibration) -> [String] {
    var facts = ["\(workload.jobs) jobs", "arrivals \(workload.arrivals)"]
    if let cv = workload.cv { facts.append("gaps of cv \(Self.short(cv))") }
    if let p = workload.poissonPValue { facts.append("p \(Self.short(p)) for Poisson") }
    facts.append("sizes \(workload.sizes)")
    if let distance = workload.sizeDistance { facts.append("D \(Self.short(distance))") }
    return ["\(workload.name): " + facts.joined(separator: ", ") + "."]
      + workload.notes.map { "\(workload.name): \($0)." }
  }

  private var check: String {
    let told = result.check.measures.compactMap { measure in
      measure.error.map {
        "\(measure.name) \($0 < 0 ? "-" : "+")\(Self.short($0.magnitude * 100)) %"
      }
    }
    let whom =
      switch result.check.heldOut {
      case 0: "the recorded run"
      case 1: "another run"
      case let count: "\(count) other runs"
      }
    return "In the simulator it tells \(whom) to \(told.joined(separator: ", ")): "
      + "\(result.check.verdict.rawValue)."
  }

  /// Three significant digits or so, never a power of ten.
  private static func short(_ value: Double) -> String {
    let scale = value.magnitude >= 100 ? 1.0 : value.magnitude >= 10 ? 10 : 1000
    return "\((value * scale).rounded() / scale)"
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + word.count >= width {
        lines.append("  ")
      }
      let isBlank = lines[lines.count - 1].allSatisfy { $0 == " " }
      lines[lines.count - 1] += (isBlank ? "" : " ") + word
    }
    return lines
  }
}

import HeadgateModel
import HeadgateStatistics

extension TuningJudge {
  /// The objectives in their metrics' own units, in the mean over scenarios and replications; NaN
  /// where one has no sample.
  func objectiveMeans(of figures: Figures) -> [Double] {
    let means = scenarioMeans(of: figures)
    return objectives.indices.map { objective in
      means.reduce(0) { $0 + $1[objective] } / Double(means.count)
    }
  }

  /// The same by scenario.
  func scenarioMeans(of figures: Figures) -> [[Double]] {
    figures.map { replications in
      objectives.map { objective in
        let place = names.firstIndex(of: objective.metric.description) ?? 0
        return MeanInterval(replications.compactMap { $0[place] })?.mean ?? .nan
      }
    }
  }

  /// What is too little to tell two points of a front apart, in each objective: the margin that two
  /// variants are compared by, where it is a share.
  var widths: [Double] {
    objectives.map { objective in
      let kind = kind(of: objective.metric.description)
      let rule = ComparisonRule.standard(metric: objective.metric.description, kind: kind)
      let margin = rule.scale == .logRatio ? rule.margin : nil
      return SpecialFunctions.log(1 + (margin ?? 0.01))
    }
  }
}

import HeadgateModel

/// The stages that variants have figures of, in the order of the results.
enum StageNames {
  static func of(_ variants: [VariantResult]) -> [String] {
    let suffix = ".utilization"
    var stages: [String] = []
    for name in variants.flatMap({ $0.summary.map(\.name) }) where name.hasSuffix(suffix) {
      let stage = String(name.dropLast(suffix.count))
      if !stages.contains(stage) { stages.append(stage) }
    }
    return stages
  }
}

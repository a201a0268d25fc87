package import HeadgateModel

/// Short names of variants beside lines, unique within a run: the values of the settings that vary.
package struct VariantLabels {
  package static let longest = 14

  /// One a variant.
  package let texts: [String]

  package init(_ variants: [VariantResult]) {
    let paths = variants.first?.settings.map(\.path) ?? []
    let hasModes = Set(variants.map(\.mode)).count > 1
    let areAlike = !paths.isEmpty && variants.allSatisfy { $0.settings.map(\.path) == paths }
    let varying = paths.indices.filter { index in
      areAlike && Set(variants.map { $0.settings[index].value }).count > 1
    }
    let names = variants.map { variant -> String in
      let values = varying.map { variant.settings[$0].value }
      let name = values.isEmpty ? variant.name : values.joined(separator: " · ")
      return hasModes ? "\(variant.mode.rawValue) \(name)" : name
    }
    let cut = names.map { ShortText.cut($0, to: Self.longest) }
    texts = Set(cut).count == cut.count ? cut : cut.indices.map { Self.numbered(cut[$0], $0 + 1) }
  }

  private static func numbered(_ name: String, _ number: Int) -> String {
    let prefix = "\(number) "
    return prefix + ShortText.cut(name, to: longest - prefix.count)
  }
}

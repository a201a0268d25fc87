import HeadgateModel

/// The variants of a run as columns: how they are headed, and tables over them.
struct VariantColumns {
  private static let widestHeader = 20

  let variants: [VariantResult]
  /// Whether variants come in more than one mode.
  private let hasModes: Bool
  private let names: [String]
  /// One entry a variant, each with as many lines as `names`.
  private let headers: [[String]]

  init(_ variants: [VariantResult]) {
    self.variants = variants
    hasModes = Set(variants.map(\.mode)).count > 1
    let lines = Self.headerLines(variants).map { line in
      (name: line.name, values: line.values.map { TextWrapping.wrap($0, width: Self.widestHeader) })
    }
    var names: [String] = []
    var headers = variants.map { _ in [String]() }
    for line in lines {
      for position in 0..<(line.values.map(\.count).max() ?? 0) {
        names.append(position == 0 ? line.name : "")
        for (index, parts) in line.values.enumerated() {
          headers[index].append(position < parts.count ? parts[position] : "")
        }
      }
    }
    self.names = names
    self.headers = headers
  }

  /// A table of named rows with a unit, and a column for each variant, or for those at `places`.
  func table(
    title: String, places: [Int]? = nil, groups: [Table.Group], legend: String? = nil
  ) -> Table {
    Table(
      title: title,
      columns: [
        Table.Column(headers: names), Table.Column(headers: names.map { _ in "" }),
      ]
        + (places ?? Array(headers.indices)).map {
          Table.Column(headers: headers[$0], alignment: .right)
        },
      leading: 2, groups: groups, legend: legend)
  }

  /// A variant in running text, with its mode where there are several.
  func label(_ variant: VariantResult) -> String {
    hasModes ? "\(variant.name) (\(variant.mode.rawValue))" : variant.name
  }

  private static func headerLines(
    _ variants: [VariantResult]
  ) -> [(name: String, values: [String])] {
    var lines: [(name: String, values: [String])] = []
    if Set(variants.map(\.mode)).count > 1 {
      lines.append(("mode", variants.map(\.mode.rawValue)))
    }
    let paths = variants.first?.settings.map(\.path) ?? []
    if variants.allSatisfy({ $0.settings.map(\.path) == paths }) {
      for (index, path) in paths.enumerated() {
        lines.append((shortened(path), variants.map { $0.settings[index].value }))
      }
    } else {
      lines.append(("variant", variants.map(\.name)))
    }
    return lines
  }

  /// A setting's path without what all the paths of pipelines share.
  static func shortened(_ path: String) -> String {
    for prefix in ["pipeline.stages.", "pipeline."] where path.hasPrefix(prefix) {
      return String(path.dropFirst(prefix.count))
    }
    return path
  }
}

public import HeadgateModel

/// How much of a result is read. Series and histograms are most of what is stored of it.
public enum ResultDetail: Sendable {
  case whole
  /// What a comparison needs: no histograms, and series of each variant's first replication alone.
  case comparison
  /// Neither.
  case figures
  /// Those of the variants at some positions, told from all the rest of the variants. A file is read
  /// in one go, so there it is the whole.
  case records(of: @Sendable ([VariantResult]) -> [Int])

  var hasHistograms: Bool {
    switch self {
    case .whole, .records: true
    case .comparison, .figures: false
    }
  }

  func hasSeries(isFirst: Bool) -> Bool {
    switch self {
    case .whole, .records: true
    case .comparison: isFirst
    case .figures: false
    }
  }
}

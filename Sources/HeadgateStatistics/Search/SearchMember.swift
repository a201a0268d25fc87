/// A point of a search's population.
public struct SearchMember: Sendable, Equatable {
  /// Who asked for it may tell it by this number.
  public var id: Int
  /// In [0, 1) in each dimension.
  public var point: [Double]
  public var appraisal: Appraisal

  public init(id: Int, point: [Double], appraisal: Appraisal) {
    self.id = id
    self.point = point
    self.appraisal = appraisal
  }
}

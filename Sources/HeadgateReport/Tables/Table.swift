/// A table before it is drawn: rows of cells under columns, in groups, with notes.
public struct Table: Sendable, Equatable {
  public enum Alignment: Sendable {
    case left, right
  }

  public struct Column: Sendable, Equatable {
    /// One entry a header line; as many in every column.
    public var headers: [String]
    public var alignment: Alignment

    public init(headers: [String], alignment: Alignment = .left) {
      self.headers = headers
      self.alignment = alignment
    }
  }

  /// A figure, what qualifies it (an interval, a share, a margin), and a mark.
  public struct Cell: Sendable, Equatable {
    public var text: String
    public var aside: String
    public var mark: Mark

    public init(_ text: String, aside: String = "", mark: Mark = .none) {
      self.text = text
      self.aside = aside
      self.mark = mark
    }
  }

  public struct Row: Sendable, Equatable {
    public var cells: [Cell]
    /// A line of its own under the row.
    public var note: String?

    public init(_ cells: [Cell], note: String? = nil) {
      self.cells = cells
      self.note = note
    }
  }

  public struct Group: Sendable, Equatable {
    public var title: String?
    public var rows: [Row]
    /// A line under the group's rows.
    public var note: String?

    public init(title: String? = nil, rows: [Row], note: String? = nil) {
      self.title = title
      self.rows = rows
      self.note = note
    }
  }

  public var title: String?
  public var columns: [Column]
  /// How many columns from the left name the row: they come again where the table goes on below.
  public var leading: Int
  public var groups: [Group]
  /// What the marks and asides mean.
  public var legend: String?

  /// - Precondition: every row has a cell for every column.
  public init(
    title: String? = nil, columns: [Column], leading: Int, groups: [Group], legend: String? = nil
  ) {
    precondition(leading <= columns.count, "more leading columns than columns")
    for row in groups.flatMap(\.rows) {
      precondition(row.cells.count == columns.count, "a row has a cell for every column")
    }
    self.title = title
    self.columns = columns
    self.leading = leading
    self.groups = groups
    self.legend = legend
  }
}

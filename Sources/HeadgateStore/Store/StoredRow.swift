internal import Foundation
internal import GRDB
internal import HeadgateModel

/// The columns of a row, read from left to right. A column that does not hold what is asked of it is
/// damage to the file, never a trap.
struct StoredRow {
  private let row: Row
  private var column = 0

  init(_ row: Row) {
    self.row = row
  }

  mutating func text() throws -> String {
    guard let text = try optionalText() else { throw problem("text") }
    return text
  }

  mutating func optionalText() throws -> String? {
    switch take().storage {
    case .null: return nil
    case .string(let text): return text
    case .blob(let data): return String(decoding: data, as: UTF8.self)
    default: throw problem("text")
    }
  }

  /// An integer; one of 64 unsigned bits comes back from the signed one that held its bits.
  mutating func integer<Integer: FixedWidthInteger>(
    _ type: Integer.Type = Integer.self
  ) throws -> Integer {
    guard case .int64(let value) = take().storage else { throw problem("an integer") }
    return Integer(truncatingIfNeeded: value)
  }

  /// A number; what is not a number was stored as NULL.
  mutating func number() throws -> Double {
    try optionalNumber() ?? .nan
  }

  mutating func optionalNumber() throws -> Double? {
    switch take().storage {
    case .null: return nil
    case .double(let value): return value
    case .int64(let value): return Double(value)
    default: throw problem("a number")
    }
  }

  mutating func flag() throws -> Bool {
    try integer(Int64.self) != 0
  }

  mutating func seed() throws -> UInt64 {
    guard let seed = UInt64(try text()) else { throw problem("a seed") }
    return seed
  }

  mutating func modes() throws -> [RunMode] {
    try text().split(separator: ",").map { word in
      guard let mode = RunMode(rawValue: String(word)) else { throw problem("modes") }
      return mode
    }
  }

  mutating func verdict() throws -> Verdict? {
    guard let text = try optionalText() else { return nil }
    guard let verdict = Verdict(rawValue: text) else { throw problem("a verdict") }
    return verdict
  }

  mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type = Word.self) throws -> Word {
    guard let word = Word(rawValue: try text()) else { throw problem("a \(Word.self)") }
    return word
  }

  mutating func blob<Value>(_ decode: (Data) throws -> Value) throws -> Value {
    guard case .blob(let data) = take().storage else { throw problem("a blob") }
    do {
      return try decode(data)
    } catch {
      throw problem("a blob of a known format")
    }
  }

  private mutating func take() -> DatabaseValue {
    defer { column += 1 }
    return row[column]
  }

  func problem(_ wanted: String) -> RowProblem {
    RowProblem(description: "column \(Array(row.columnNames)[column - 1]) does not hold \(wanted)")
  }
}

/// A row of the store does not hold what its columns promise.
struct RowProblem: Error, CustomStringConvertible {
  var description: String
}

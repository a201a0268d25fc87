internal import Foundation
internal import GRDB

/// A value on its way into a column.
///
/// Text with a NUL in it goes in as a blob: bound as text it would end at the NUL.
enum StoredValue {
  static func text(_ text: String) -> DatabaseValue {
    text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
  }

  static func optionalText(_ value: String?) -> DatabaseValue {
    value.map { text($0) } ?? .null
  }

  static func integer(_ value: some FixedWidthInteger) -> DatabaseValue {
    Int64(truncatingIfNeeded: value).databaseValue
  }

  static func number(_ value: Double?) -> DatabaseValue {
    value?.databaseValue ?? .null
  }

  static func flag(_ value: Bool) -> DatabaseValue {
    value.databaseValue
  }

  static func blob(_ data: Data) -> DatabaseValue {
    data.databaseValue
  }
}

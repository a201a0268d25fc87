/// A value to be bound to a statement's parameter.
package enum SQLValue {
  case int(Int64)
  case text(String)
  case bytes([UInt8])
  case null

  package static func int(_ value: Int) -> SQLValue { .int(Int64(value)) }

  package static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
}

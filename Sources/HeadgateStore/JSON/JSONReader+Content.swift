extension JSONReader {
  /// Where the next value stands.
  mutating func start() -> Int {
    skipSpace()
    return position
  }

  /// One of the words of an enumeration.
  mutating func word<Word>(_ type: Word.Type = Word.self) throws(ResultJSONError) -> Word
  where Word: RawRepresentable<String>, Word: CaseIterable {
    let start = start()
    let text = try string()
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw failure(.content, "expected one of \(words), found \"\(text)\"", at: start)
    }
    return word
  }

  /// The value of a key that an object must have.
  ///
  /// - Parameter start: where the object stands.
  func required<Value>(
    _ value: Value?, _ key: String, of object: String, at start: Int
  ) throws(ResultJSONError) -> Value {
    guard let value else {
      throw failure(.content, "\(object) lacks the key \"\(key)\"", at: start)
    }
    return value
  }

  /// The elements of an array, each read by `element`.
  mutating func array<Element>(
    _ element: (inout JSONReader) throws(ResultJSONError) -> Element
  ) throws(ResultJSONError) -> [Element] {
    var elements: [Element] = []
    try beginArray()
    while try nextElement() { elements.append(try element(&self)) }
    return elements
  }

  /// The members of an object in their order, each value read by `member`.
  mutating func members<Member>(
    _ member: (inout JSONReader, String) throws(ResultJSONError) -> Member
  ) throws(ResultJSONError) -> [Member] {
    var members: [Member] = []
    try beginObject()
    while let key = try nextKey() { members.append(try member(&self, key)) }
    return members
  }
}

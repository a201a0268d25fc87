/// A value of a scenario document that knows where it was written.
package struct Node: Sendable, Equatable {
  /// How a scalar was written, which decides whether columns inside it can be told.
  package enum Style: Sendable, Equatable {
    case plain, quoted, block
  }

  package enum Content: Sendable, Equatable {
    case scalar(String, Style)
    case list([Node])
    case mapping([Entry])
  }

  /// A key of a mapping with its value; keys of one mapping are distinct.
  package struct Entry: Sendable, Equatable {
    package var key: String
    package var keyLocation: SourceLocation
    package var value: Node

    package init(key: String, keyLocation: SourceLocation, value: Node) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  package var location: SourceLocation
  package var content: Content

  package init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// A plain scalar.
  package init(scalar: String, at location: SourceLocation) {
    self.init(.scalar(scalar, .plain), at: location)
  }
}

extension Node {
  package var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  package var list: [Node]? {
    if case .list(let items) = content { items } else { nil }
  }

  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// Whether this is what YAML calls null: nothing, or `~`, or the word.
  package var isNull: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The value of a key; setting `nil` takes the key out.
  package subscript(key: String) -> Node? {
    get { entries?.first { $0.key == key }?.value }
    set {
      guard case .mapping(var entries) = content else { return }
      let position = entries.firstIndex { $0.key == key }
      switch (position, newValue) {
      case (let position?, let value?): entries[position].value = value
      case (let position?, nil): entries.remove(at: position)
      case (nil, let value?):
        entries.append(Entry(key: key, keyLocation: value.location, value: value))
      case (nil, nil): return
      }
      content = .mapping(entries)
    }
  }

  /// This node and all below it, for limits.
  package var size: Int {
    switch content {
    case .scalar: 1
    case .list(let items): items.reduce(1) { $0 + $1.size }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.value.size }
    }
  }

  /// What a message calls a value of this type.
  package var typeName: String {
    switch content {
    case .scalar: "a single value"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The value on one line, as in the name of a variant.
  package var inline: String {
    switch content {
    case .scalar(let text, _): text
    case .list(let items): "[" + items.map(\.inline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \($0.value.inline)" }.joined(separator: ", ") + "}"
    }
  }

  /// Calls `body` with the location of this node and of all below it.
  package func forEachLocation(_ body: (SourceLocation) -> Void) {
    body(location)
    switch content {
    case .scalar: break
    case .list(let items): items.forEach { $0.forEachLocation(body) }
    case .mapping(let entries):
      for entry in entries {
        body(entry.keyLocation)
        entry.value.forEachLocation(body)
      }
    }
  }
}

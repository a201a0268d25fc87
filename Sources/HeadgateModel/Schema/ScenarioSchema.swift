/// The JSON Schema of scenario files, made from the same definitions that read them.
public enum ScenarioSchema {
  /// JSON Schema 2020-12 of format 1; the same bytes in every build.
  public static var json: String {
    json(
      of: .scenario, title: "Headgate scenario, format 1",
      definitions: Shape.all.filter { $0.name != Shape.scenario.name })
  }

  /// The schema of a document whose mappings have these shapes.
  static func json(of root: Shape, title: String, definitions: [Shape]) -> String {
    var schema: JSONValue = .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title)),
    ])
    schema.append(contentsOf: object(root))
    schema.append("$defs", .object(definitions.map { ($0.name, object($0)) }))
    return schema.text + "\n"
  }

  private static func object(_ shape: Shape) -> JSONValue {
    var object: JSONValue = .object([
      ("type", .string("object")),
      ("properties", .object(shape.keys.map { ($0.name, property($0)) })),
    ])
    if shape.key("expr") != nil { object = expectation(object, shape) }
    object.append("additionalProperties", .bool(false))
    let required = shape.keys.filter(\.isRequired).map(\.name)
    if shape.key("extends") != nil {
      // What a file leaves out, the file that it extends may give.
      object.append("if", .object([("not", .object([("required", .strings(["extends"]))]))]))
      object.append("then", .object([("required", .strings(required))]))
    } else if !required.isEmpty, shape.key("expr") == nil {
      object.append("required", .strings(required))
    }
    if !shape.alternatives.isEmpty {
      object.append(
        "oneOf",
        .array(
          shape.alternatives.map { keys in
            .object([("required", .strings(keys + (shape.companions[keys[0]] ?? [])))])
          }))
    }
    return object
  }

  /// An unquoted selector makes YAML read an expression as a mapping with one odd key.
  private static func expectation(_ object: JSONValue, _ shape: Shape) -> JSONValue {
    var object = object
    object.append(
      "patternProperties",
      .object([
        (
          "^[^{]+\\{ *(workload|priority|phase|over)$",
          .object([("type", .string("string"))])
        )
      ]))
    object.append("minProperties", .integer(1))
    return object
  }

  private static func property(_ key: Shape.Key) -> JSONValue {
    var property = schema(key.kind)
    property.prepend("description", .string(key.summary))
    return property
  }

  private static func schema(_ kind: ValueKind) -> JSONValue {
    switch kind {
    case .text: return .object([("type", .strings(["string", "number", "boolean"]))])
    case .truth: return .object([("const", .bool(true))])
    case .trueOrFalse: return .object([("type", .string("boolean"))])
    case .name:
      return .object([
        ("type", .string("string")), ("maxLength", .integer(64)),
        ("pattern", .string("^(?![0-9]+$)[^\\s.{}\\[\\](),:;=<>\"'`|#&*!%]+$")),
      ])
    case .presetName:
      return .object([
        ("type", .string("string")), ("maxLength", .integer(64)),
        ("pattern", .string("^[a-z][a-z0-9-]*$")),
      ])
    case .seed: return .object([("type", .string("integer")), ("minimum", .integer(0))])
    case .integer(let range):
      return .object([
        ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
        ("maximum", .integer(range.upperBound)),
      ])
    case .number(let bounds): return number(bounds)
    case .quantity(let measure, let bounds): return quantity(measure, bounds)
    case .words(let words): return .object([("enum", .strings(words))])
    case .shape(let name): return .object([("$ref", .string("#/$defs/\(name)"))])
    case .list(let item, let minimum):
      return .object([
        ("type", .string("array")), ("items", schema(item)), ("minItems", .integer(minimum)),
      ])
    case .map(let value):
      return .object([("type", .string("object")), ("additionalProperties", schema(value))])
    case .anything: return .bool(true)
    case .either(let kinds): return .object([("anyOf", .array(kinds.map(schema)))])
    }
  }

  private static func number(_ bounds: ValueKind.Bounds) -> JSONValue {
    .object([
      ("type", .string("number")),
      (bounds.isLowerOpen ? "exclusiveMinimum" : "minimum", .number(bounds.lower)),
      ("maximum", .number(bounds.upper)),
    ])
  }

  /// A text with a unit, or a bare 0 where 0 is allowed.
  private static func quantity(_ measure: Measure, _ bounds: ValueKind.Bounds) -> JSONValue {
    let units = measure.units.map(\.symbol).joined(separator: "|")
    // Where 0 is not allowed, some digit before the unit must be another one.
    let positive = bounds.contains(0) ? "" : "(?=[^a-zA-Z/%]*[1-9])"
    let number = "[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?"
    let text: JSONValue = .object([
      ("type", .string("string")), ("pattern", .string("^\(positive)(\(number) *(\(units))|0)$")),
      ("examples", .strings([measure.example])),
    ])
    guard bounds.contains(0) else { return text }
    return .object([("anyOf", .array([text, .object([("const", .integer(0))])]))])
  }
}

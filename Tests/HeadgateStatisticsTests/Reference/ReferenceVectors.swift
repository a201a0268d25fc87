import Foundation
import Testing

/// One reference answer: inputs, expected output, and the relative tolerance that it was given to.
struct ReferenceVector<Inputs: Decodable & Sendable, Expected: Decodable & Sendable>:
  Decodable, Sendable, CustomTestStringConvertible
{
  var id: String
  var inputs: Inputs
  var expected: Expected
  var tolerance: Double

  private enum CodingKeys: String, CodingKey {
    case id, inputs, expected
    case tolerance = "rel_tol"
  }

  var testDescription: String { id }

  /// All the reference answers for one function of stats_vectors.json; at least one.
  static func all(_ function: String) throws -> [Self] {
    let url = try #require(
      Bundle.module.url(
        forResource: "stats_vectors", withExtension: "json", subdirectory: "Vectors"))
    let file = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let vectors = try #require(file?["vectors"] as? [[String: Any]])
    let chosen = vectors.filter { $0["function"] as? String == function }
    try #require(!chosen.isEmpty, "no reference answers for \(function)")
    return try JSONDecoder().decode(
      [Self].self, from: JSONSerialization.data(withJSONObject: chosen))
  }

  /// Expects a value within the tolerance of its reference; 0 is expected exactly.
  func expect(
    _ value: Double?, _ reference: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      value.map { abs($0 - reference) <= tolerance * abs(reference) } == true,
      "\(id): \(String(describing: value)) is not \(reference)", sourceLocation: sourceLocation)
  }
}

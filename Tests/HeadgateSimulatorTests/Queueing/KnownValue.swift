import Foundation

/// One row of queueing_truth.json: a metric of a textbook queue and its value by theory, in units
/// of one second.
struct KnownValue: Decodable, Sendable {
  var id: String
  var model: String
  var name: String
  var parameters: QueueParameters
  var metric: String
  var value: Double
  /// False for intermediate and approximate values, which nothing is held against.
  var exact: Bool?

  var isExact: Bool { exact ?? true }

  /// Every row of the table.
  static let all: [KnownValue] = {
    let url = Bundle.module.url(
      forResource: "queueing_truth", withExtension: "json", subdirectory: "Truth")!
    do {
      return try JSONDecoder().decode([KnownValue].self, from: Data(contentsOf: url))
    } catch {
      preconditionFailure("queueing_truth.json cannot be read: \(error)")
    }
  }()
}

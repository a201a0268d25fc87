/// The parameters of a queue, as the table writes them; each queue has some of them.
struct QueueParameters: Decodable, Sendable {
  struct Station: Decodable, Sendable {
    var servers: Int
    var mu: Double
  }

  /// 1 is the highest priority.
  struct JobClass: Decodable, Sendable {
    var lambda: Double
    var mu: Double
    var priority: Int
  }

  enum Servers: Decodable, Sendable {
    case number(Int)
    case each([Int])
    case infinite

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let numbers = try? container.decode([Int].self) {
        self = .each(numbers)
      } else {
        self = .infinite
      }
    }
  }

  var arrival: String?
  var arrivalScv: Double?
  var lambda: Double?
  var service: String?
  var serviceMean: Double?
  var serviceScv: Double?
  var mu: Double?
  var k: Int?
  var servers: Servers?
  var capacity: Int?
  var maxBatch: Int?
  var retryProbability: Double?
  var stages: [Station]?
  var classes: [JobClass]?
  var clients: Int?
  var thinkMean: Double?
  var demands: [Double]?
  var tokenRate: Double?
  var bucket: Double?
  var mode: String?
  var customers: Int?
  var serviceMs: Double?
  var stagesMs: [Double]?

  private enum CodingKeys: String, CodingKey {
    case arrival, lambda, service, mu, k, servers, capacity, stages, classes, clients, demands,
      bucket, mode, customers
    case arrivalScv = "arrival_scv"
    case serviceMean = "service_mean"
    case serviceScv = "service_scv"
    case maxBatch = "max_batch"
    case retryProbability = "retry_probability"
    case thinkMean = "think_mean"
    case tokenRate = "token_rate"
    case serviceMs = "service_ms"
    case stagesMs = "stages_ms"
  }
}

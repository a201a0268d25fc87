import HeadgateCore
import Testing

/// A queue of the table with the values that are known of it.
struct QueueingModel: Sendable, CustomTestStringConvertible {
  var id: String
  var name: String
  var parameters: QueueParameters
  /// The exact ones.
  var values: [KnownValue]

  var testDescription: String { id }

  /// Every queue with an exact value that the pipeline can express, in the order of the table.
  static let all: [QueueingModel] = {
    var models: [QueueingModel] = []
    for row in KnownValue.all where row.isExact && NotExpressible.reasons[row.id] == nil {
      if let place = models.firstIndex(where: { $0.id == row.model }) {
        models[place].values.append(row)
      } else {
        models.append(
          QueueingModel(
            id: row.model, name: row.name, parameters: row.parameters, values: [row]))
      }
    }
    return models
  }()

  /// Deterministic queues are run once and met exactly.
  var isDeterministic: Bool { id.hasPrefix("DET_") }

  /// FNV-1a of the model's id: no seed is chosen by hand, and no two models share one.
  var seed: UInt64 {
    id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  var effort: Effort { Effort.of(id) }

  /// Stages are called `s1`, `s2`, ….
  var stageCount: Int {
    parameters.stages?.count ?? parameters.demands?.count ?? parameters.stagesMs?.count ?? 1
  }

  /// Whether jobs wait in the submission queue: a bound, priorities and tokens act there.
  var waitsInSubmissionQueue: Bool {
    parameters.capacity != nil || parameters.classes != nil || parameters.tokenRate != nil
  }
}

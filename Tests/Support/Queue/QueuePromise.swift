import Testing

/// Something that every queue promises, and how it is tried.
package struct QueuePromise: Sendable, CustomTestStringConvertible {
  package let rule: String
  package let check: @Sendable (QueueStage) async throws -> Void

  init(_ rule: String, _ check: @escaping @Sendable (QueueStage) async throws -> Void) {
    self.rule = rule
    self.check = check
  }

  package var testDescription: String { rule }

  package static let all =
    order + leases + failures + poison + deadLetters + deduplication + checkpoints + bookkeeping
    + waking
}

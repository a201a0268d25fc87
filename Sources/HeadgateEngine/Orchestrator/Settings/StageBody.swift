/// What a stage does with its items: a function of the user's, in one of three forms.
public struct StageBody<Item: Sendable>: Sendable {
  let function: StageFunction<Item>

  private init(_ function: @escaping StageFunction<Item>) { self.function = function }

  /// One item after the other; what is thrown for one fails that one.
  ///
  /// A failure is transient, and so tried again, unless it is a permanent `StageFailure`.
  public static func each(_ body: @escaping @Sendable (Item) async throws -> Item) -> StageBody {
    StageBody { items, _ in
      var results: [Result<Item, StageFailure>] = []
      results.reserveCapacity(items.count)
      for item in items {
        do {
          results.append(.success(try await body(item)))
        } catch {
          // The rest of a batch that was cancelled is another attempt's.
          if Task.isCancelled { throw error }
          results.append(.failure(StageFailure(error)))
        }
      }
      return results
    }
  }

  /// A whole batch, answered by one item for each in the same order; what is thrown fails all of it.
  ///
  /// A failure is transient, and so tried again, unless it is a permanent `StageFailure`.
  public static func batch(
    _ body: @escaping @Sendable ([Item]) async throws -> [Item]
  ) -> StageBody {
    StageBody { items, _ in try await body(items).map { .success($0) } }
  }

  /// A whole batch, answered by a result for each item in the same order, so that one bad item fails
  /// alone.
  public static func results(_ body: @escaping StageFunction<Item>) -> StageBody {
    StageBody(body)
  }
}

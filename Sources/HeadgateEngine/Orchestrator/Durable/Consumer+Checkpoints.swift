import HeadgateCore

extension Consumer {
  private static var savingAttempts: Int { 3 }

  /// A stage's function around the user's: what succeeded is saved before the pipeline hears of it,
  /// and what another consumer has is not worked on.
  func function(
    of stage: Int, around body: @escaping StageFunction<Item>
  ) -> StageFunction<HeldItem<Item>> {
    let isLast = stage == stages.count - 1
    return { items, context in
      let present = items.indices.filter { items[$0].held.isHeld }
      var results = [Result<HeldItem<Item>, StageFailure>](
        repeating: .failure(.permanent("held by another consumer")), count: items.count)
      guard !present.isEmpty else { return results }
      let answers = try await self.perform(
        present.map { items[$0] }, context.named(by: present.map { items[$0].held }), body)
      for (i, answer) in zip(present, answers) {
        results[i] = answer.map { HeldItem(item: $0, held: items[i].held) }
      }
      if !isLast { await self.save(&results, next: stage + 1) }
      return results
    }
  }

  private func perform(
    _ items: [HeldItem<Item>], _ context: BatchContext, _ body: StageFunction<Item>
  ) async throws -> [Result<Item, StageFailure>] {
    log.batchStarted(stage: context.stage, worker: context.worker, jobs: items.map(\.held.id))
    do {
      let answers = try await body(items.map(\.item), context)
      guard answers.count != items.count else { return answers }
      let failure = StageFailure.permanent(
        "\(context.stage) gave \(answers.count) results for \(items.count) items; a stage's "
          + "function must give one for each")
      return items.map { _ in .failure(failure) }
    } catch {
      if Task.isCancelled {
        log.batchCancelled(
          stage: context.stage, worker: context.worker, jobs: items.map(\.held.id))
      }
      throw error
    }
  }

  // MARK: Saving

  private func save(
    _ results: inout [Result<HeldItem<Item>, StageFailure>], next: Int
  ) async {
    var saved: [(place: Int, progress: JobProgress)] = []
    for (i, result) in results.enumerated() {
      guard case .success(let item) = result else { continue }
      do {
        let checkpoint = JobCheckpoint(
          stageIndex: next, stageName: stages[next], input: try codec.encode(item.item))
        saved.append((i, JobProgress(claim: item.held.claim, checkpoint: checkpoint)))
      } catch {
        results[i] = .failure(
          .permanent("what \(stages[next - 1]) made of it cannot be written: \(error)"))
      }
    }
    guard !saved.isEmpty, let answers = await write(saved.map(\.progress), next) else { return }
    for (entry, answer) in zip(saved, answers) where answer == .lost {
      if case .success(let item) = results[entry.place] { lose(item.held) }
      results[entry.place] = .failure(.permanent("held by another consumer"))
    }
  }

  /// Without a checkpoint the work goes on: it would only be done again after a crash.
  private func write(_ progress: [JobProgress], _ next: Int) async -> [ClaimResult]? {
    var pause = settings.errorPause.lowerBound
    for attempt in 1...Self.savingAttempts {
      do {
        return try await queue.saveCheckpoints(progress)
      } catch {
        if attempt < Self.savingAttempts,
          await recover(from: error, in: "save checkpoints", after: pause)
        {
          pause = pause * 2
          continue
        }
        log.notCheckpointed(stage: stages[next - 1], jobs: progress.count, error)
        return nil
      }
    }
    return nil
  }
}

extension BatchContext {
  /// The context of jobs as the queue knows them.
  fileprivate func named(by held: [HeldClaim]) -> BatchContext {
    BatchContext(
      stage: stage, worker: worker, jobs: held.map(\.id.number),
      attempts: held.map(\.claim.attempt))
  }
}

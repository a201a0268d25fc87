/// Where an orchestrator's jobs are kept until they have ended.
public struct JobStorage<Item: Sendable>: Sendable {
  struct Durable: Sendable {
    var queue: any JobQueue
    var codec: ItemCodec<Item>
    var consumer: ConsumerSettings
  }

  let durable: Durable?

  /// In the memory of this process: fast, and gone with it.
  public static var memory: JobStorage { JobStorage(durable: nil) }

  /// In a queue that outlives this process where it is a durable one: what was accepted is worked off
  /// whatever happens, at least once, and goes on after the last stage that was finished.
  public static func queue(
    _ queue: any JobQueue, codec: ItemCodec<Item>,
    consumer: ConsumerSettings = ConsumerSettings()
  ) -> JobStorage {
    JobStorage(durable: Durable(queue: queue, codec: codec, consumer: consumer))
  }
}

extension JobStorage where Item: ChapterItem & Codable {
  /// In a queue, as JSON between stages.
  public static func queue(
    _ queue: any JobQueue, consumer: ConsumerSettings = ConsumerSettings()
  ) -> JobStorage {
    .queue(queue, codec: .json, consumer: consumer)
  }
}

/// How items are written into a durable queue and read back: when they are submitted, and between
/// stages.
///
/// What it throws fails the item for good.
public struct ItemCodec<Item: Sendable>: Sendable {
  /// What is put into the queue for an item that is submitted; `maxAttempts` and `priority` are the
  /// orchestrator's to set.
  public var submission: @Sendable (Item) throws -> JobSubmission
  /// The first stage's item.
  public var first: @Sendable (JobSubmission) throws -> Item
  /// An item as a stage left it.
  public var encode: @Sendable (Item) throws -> [UInt8]
  /// The inverse of `encode`; the job's submission is there for what was left out.
  public var decode: @Sendable ([UInt8], JobSubmission) throws -> Item

  public init(
    submission: @escaping @Sendable (Item) throws -> JobSubmission,
    first: @escaping @Sendable (JobSubmission) throws -> Item,
    encode: @escaping @Sendable (Item) throws -> [UInt8],
    decode: @escaping @Sendable ([UInt8], JobSubmission) throws -> Item
  ) {
    self.submission = submission
    self.first = first
    self.encode = encode
    self.decode = decode
  }
}

extension ItemCodec where Item: ChapterItem {
  /// The codec of a chapter: its text goes into the queue as it is; what stages make of it is up to
  /// the functions given.
  public static func chapters(
    encode: @escaping @Sendable (Item) throws -> [UInt8],
    decode: @escaping @Sendable ([UInt8], JobSubmission) throws -> Item
  ) -> ItemCodec {
    ItemCodec(
      submission: { item in
        JobSubmission(
          bookSlug: item.bookSlug, chapterIndex: item.chapterIndex, text: item.text)
      },
      first: { job in
        guard let text = String(validating: job.payload, as: UTF8.self) else {
          throw StageFailure.permanent("the chapter's text is not UTF-8")
        }
        return Item(bookSlug: job.bookSlug, chapterIndex: job.chapterIndex, text: text)
      },
      encode: encode, decode: decode)
  }
}

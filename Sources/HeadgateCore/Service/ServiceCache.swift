/// The cache in front of the service behind a stage as a run goes on (rule S9): a bit a content.
///
/// Moments that it is told of never go back. Its memory is given back with `deallocate()`.
struct ServiceCache {
  let hit: Nanoseconds
  let fillOnTimeout: Bool
  private let contents: ContentKeys
  private let random: KeyedRandom
  private let words: UnsafeMutableBufferPointer<UInt64>
  /// Faults that empty it, by their beginning.
  private let flushes: [FaultSettings]
  private var nextFlush = 0
  /// Up to when it keeps nothing.
  private var emptyUntil: Nanoseconds = 0
  /// Contents that work which was given up puts in at its end.
  private var late = LateContents()
  /// When the work of a batch ends that was given up at its timeout, by worker; `never` for none.
  private let workEnds: UnsafeMutableBufferPointer<Nanoseconds>

  /// - Parameters:
  ///   - stage: Position in the chain.
  ///   - faults: Of the stage.
  init(
    _ settings: CacheSettings, workers: Int, stage: Int, faults: [FaultSettings],
    random: KeyedRandom
  ) {
    hit = settings.hit
    fillOnTimeout = settings.fillOnTimeout
    contents = ContentKeys(settings)
    self.random = random
    words = .allocate(capacity: (settings.keys + 63) / 64)
    words.initialize(repeating: 0)
    workEnds = .allocate(capacity: workers)
    workEnds.initialize(repeating: .never)
    flushes = faults.filter { $0.effect == .flush }.sorted { $0.at < $1.at }
    if settings.warm > 0 { warmUp(settings.warm, stage) }
  }

  func deallocate() {
    contents.deallocate()
    words.deallocate()
    workEnds.deallocate()
  }

  /// Puts about a share of all contents in: each by a draw of its own.
  private mutating func warmUp(_ share: Double, _ stage: Int) {
    let stream = DrawStream(.warmth, stage: stage)
    for key in 0..<contents.count {
      if KeyedRandom.unit(random.bits(stream, entity: UInt64(key)).0) < share { set(key) }
    }
  }

  private func set(_ key: Int) { words[key >> 6] |= 1 << UInt64(key & 63) }

  // MARK: As batches start and end

  /// Whether a job's content is there now.
  mutating func holdsContent(of job: UnsafeMutablePointer<Job>, at now: Nanoseconds) -> Bool {
    advance(to: now)
    let key = contents.key(of: job, random)
    return words[key >> 6] & (1 << UInt64(key & 63)) != 0
  }

  /// The service has answered: a job's content is there from now on.
  mutating func put(_ job: UnsafeMutablePointer<Job>, at now: Nanoseconds) {
    advance(to: now)
    if now >= emptyUntil { set(contents.key(of: job, random)) }
  }

  /// The service will answer at `moment` a request that a job has given up.
  mutating func put(_ job: UnsafeMutablePointer<Job>, later moment: Nanoseconds) {
    late.add(contents.key(of: job, random), at: moment)
  }

  /// When the work of a worker's batch ends although it is given up before; `never` for none.
  func workEnd(of worker: Int32) -> Nanoseconds { workEnds[Int(worker)] }

  func setWorkEnd(of worker: Int32, _ moment: Nanoseconds) { workEnds[Int(worker)] = moment }

  /// Brings about, in their order, what is due by now.
  private mutating func advance(to now: Nanoseconds) {
    while true {
      let flush = nextFlush < flushes.count ? flushes[nextFlush].at : .never
      guard min(flush, late.nextMoment) <= now else { return }
      if flush <= late.nextMoment {
        words.update(repeating: 0)
        emptyUntil = max(emptyUntil, flushes[nextFlush].end)
        nextFlush += 1
      } else {
        let (key, moment) = late.removeFirst()
        if moment >= emptyUntil { set(key) }
      }
    }
  }
}

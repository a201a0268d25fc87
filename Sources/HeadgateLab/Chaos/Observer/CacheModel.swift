import HeadgateCore

/// The cache before the service of a stage as rule S9 describes it. Which content a job has it draws by
/// itself, from the job's origin (rule R1).
struct CacheModel {
  private let settings: CacheSettings
  private let random: KeyedRandom
  /// The weights of the contents.
  private let weights: [Double]
  private var isHeld: [Bool]
  /// Contents that work which nobody waits for may put in at any time.
  private var isUnsure: [Bool]
  /// Stretches in which it keeps nothing, those that have begun left out.
  private var flushes: [FaultSettings]
  private var emptyUntil: Nanoseconds = 0

  /// - Parameters:
  ///   - stage: Position in the chain.
  ///   - faults: Of the stage.
  init(_ settings: CacheSettings, stage: Int, faults: [FaultSettings], seed: UInt64) {
    self.settings = settings
    let random = KeyedRandom(seed: seed, replication: 0)
    self.random = random
    weights = (1...settings.keys).map {
      settings.skew == 0
        ? 1 : DeterministicMath.exp(-settings.skew * DeterministicMath.log(Double($0)))
    }
    isHeld = (0..<settings.keys).map {
      let bits = random.bits(DrawStream(.warmth, stage: stage), entity: UInt64($0))
      return KeyedRandom.unit(bits.0) < settings.warm
    }
    isUnsure = Array(repeating: false, count: settings.keys)
    flushes = faults.filter { $0.effect == .flush }.sorted { $0.at < $1.at }
  }

  /// Whether the content of a job from there is held; `nil` where the model does not know.
  mutating func holds(_ origin: JobOrigin?, at now: Nanoseconds) -> Bool? {
    flush(at: now)
    guard let key = key(origin) else { return nil }
    if isHeld[key] { return true }
    return isUnsure[key] ? nil : false
  }

  /// It is put in.
  mutating func fill(_ origin: JobOrigin?, at now: Nanoseconds) {
    flush(at: now)
    if let key = key(origin), now >= emptyUntil { isHeld[key] = true }
  }

  /// It may be put in, now or later.
  mutating func mayFill(_ origin: JobOrigin?) {
    if let key = key(origin) { isUnsure[key] = true }
  }

  private mutating func flush(at now: Nanoseconds) {
    while let flush = flushes.first, flush.at <= now {
      flushes.removeFirst()
      isHeld = Array(repeating: false, count: settings.keys)
      emptyUntil = max(emptyUntil, flush.end)
    }
  }

  private func key(_ origin: JobOrigin?) -> Int? {
    guard let origin else { return nil }
    let bits = random.bits(
      DrawStream(.content, workload: origin.workload), entity: origin.entity
    ).0
    if settings.skew == 0 { return Int(bits.multipliedFullWidth(by: UInt64(weights.count)).high) }
    let place = KeyedRandom.unit(bits) * weights.reduce(0, +)
    var sum = 0.0
    for (key, weight) in weights.enumerated() {
      sum += weight
      if sum > place { return key }
    }
    return weights.count - 1
  }
}

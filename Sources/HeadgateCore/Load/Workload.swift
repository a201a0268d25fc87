/// The arrivals of one workload in one replication: what arrives, and when it is meant to.
///
/// Everything random is keyed by the arrival's own position (rule R1), so the k-th arrival is the
/// same under every preset. Closed clients number their own submissions.
package struct Workload {
  private enum Kind {
    case open, closed, trace, burst
  }

  /// Entities of a closed client: its number above the count of its own submissions.
  private static let clientShift: UInt64 = 28

  package let index: Int
  /// Closed clients; 0 for every other kind.
  package let clients: Int
  private let kind: Kind
  /// Open arrivals: where they are, and their gaps in expected arrivals.
  private var schedule: OpenSchedule
  private let gaps: Sampler
  private let thinkTimes: Sampler
  private let trace: [TraceEntry]
  private let burst: (items: UInt64, at: Nanoseconds)
  private let random: KeyedRandom
  private let onlyPriority: Int?
  private let priorities: [(upTo: Double, priority: Int)]
  private let size: Sampler?
  private let constantSize: Int64?
  private let library: [Int64]
  /// Phases by their place in the recording plan, with their ends.
  private let phases: [(place: Int, end: Nanoseconds)]
  private var phaseCursor = 0
  private var count: UInt64 = 0
  /// Submissions so far by client.
  private var submissions: [UInt32]
  /// Gaps drawn ahead, `gapsAtOnce` at a time: alone, each would wait for the last to be finished.
  private var gapsAhead: [Double]
  private static let gapsAtOnce = 16

  package init(
    _ settings: WorkloadSettings, index: Int, plan: RecordingPlan, seed: UInt64, replication: Int
  ) {
    self.index = index
    random = KeyedRandom(seed: seed, replication: replication)
    var (kind, gaps, thinkTimes) = (Kind.open, Distribution.constant(1), Distribution.zero)
    var (clients, trace, burst) = (0, [TraceEntry](), (items: UInt64(0), at: Nanoseconds(0)))
    switch settings.arrivals {
    case .poisson: gaps = .exponential(mean: 1)
    case .constant: break
    case .gamma(let cv): gaps = .gamma(mean: 1, cv: cv)
    case .closed(let number, let thinkTime):
      (kind, clients, thinkTimes) = (.closed, number, thinkTime)
    case .trace(let entries): (kind, trace) = (.trace, entries)
    case .burst(let items, let at): (kind, burst) = (.burst, (UInt64(items), at))
    }
    let idle = [PhaseSettings(name: "", rate: 0, duration: 0)]
    (self.kind, self.clients, self.trace, self.burst) = (kind, clients, trace, burst)
    schedule = OpenSchedule(kind == .open ? settings.phases : idle)
    self.gaps = Sampler(gaps)
    self.thinkTimes = Sampler(thinkTimes)
    // A constant gap is never drawn for the first arrival, nor then for those of its lot.
    gapsAhead = Array(repeating: self.gaps.constant ?? 0, count: Self.gapsAtOnce)
    submissions = Array(repeating: 0, count: clients)
    onlyPriority = settings.priorities.count == 1 ? settings.priorities[0].priority : nil
    let total = settings.priorities.reduce(0) { $0 + $1.weight }
    var edge = 0.0
    priorities = settings.priorities.map {
      edge += $0.weight / total
      return (edge, $0.priority)
    }
    switch settings.chapters {
    case .size(let distribution):
      let sampler = Sampler(distribution)
      size = sampler
      constantSize = sampler.constant.map { Int64($0) }
      library = []
    case .library(let sizes):
      size = nil
      constantSize = nil
      library = sizes
    }
    var start: Nanoseconds = 0
    phases = settings.phases.map { phase in
      start = start &+ phase.duration
      return (plan.phases.firstIndex { $0.name == phase.name } ?? -1, start)
    }
  }

  /// Writes the next arrival of an open, traced or burst workload; false where none is left.
  package mutating func next(into arrival: UnsafeMutablePointer<JobArrival>) -> Bool {
    let entity = count
    let intended: Nanoseconds
    var entry: TraceEntry?
    switch kind {
    case .open:
      // Evenly spaced arrivals begin at once.
      let gap = entity == 0 && gaps.constant != nil ? 0 : nextGap(entity)
      guard let moment = schedule.advance(by: gap) else { return false }
      intended = moment
    case .trace:
      guard entity < UInt64(trace.count) else { return false }
      entry = trace[Int(entity)]
      intended = entry!.at
    case .burst:
      guard entity < burst.items else { return false }
      intended = burst.at
    case .closed: return false
    }
    count += 1
    fill(arrival, entity, intended, client: -1, entry: entry)
    return true
  }

  /// Writes the next submission of a closed client, meant for `now`.
  package mutating func submission(
    of client: Int, at now: Nanoseconds, into arrival: UnsafeMutablePointer<JobArrival>
  ) {
    let entity = UInt64(client) << Self.clientShift | UInt64(submissions[client])
    submissions[client] &+= 1
    precondition(submissions[client] < 1 << Self.clientShift, "too many submissions of a client")
    fill(arrival, entity, now, client: client, entry: nil)
  }

  /// How long a closed client thinks before its next submission.
  package func thinkTime(of client: Int) -> Nanoseconds {
    let entity = UInt64(client) << Self.clientShift | UInt64(submissions[client])
    return Nanoseconds(draw(thinkTimes, .think, entity) + 0.5)
  }

  @inline(__always)
  private mutating func nextGap(_ entity: UInt64) -> Double {
    let place = Int(truncatingIfNeeded: entity) & (Self.gapsAtOnce - 1)
    if place == 0 { drawGaps(from: entity) }
    return gapsAhead[place]
  }

  @inline(never)
  private mutating func drawGaps(from entity: UInt64) {
    guard let plain = gaps.plain else {
      for i in 0..<Self.gapsAtOnce { gapsAhead[i] = draw(gaps, .arrival, entity + UInt64(i)) }
      return
    }
    let stream = DrawStream(.arrival, workload: index)
    // Two arrivals share a block: the even one takes the first half, the odd one the second.
    for i in stride(from: 0, to: Self.gapsAtOnce, by: 2) {
      let bits = random.bits(stream, entity: (entity + UInt64(i)) >> 1)
      let units = SIMD2(KeyedRandom.unit(bits.0), KeyedRandom.unit(bits.1))
      let pair = PlainSampler.sample(plain, plain, units)
      gapsAhead[i] = pair[0]
      gapsAhead[i + 1] = pair[1]
    }
  }

  private func draw(_ sampler: Sampler, _ purpose: DrawPurpose, _ entity: UInt64) -> Double {
    let stream = DrawStream(purpose, workload: index)
    let bits = random.bits(stream, entity: entity)
    return sampler.sample(
      KeyedRandom.unit(bits.0),
      key: DrawKey(random: random, stream: stream, entity: entity, attempt: 0))
  }

  @inline(__always)
  private mutating func fill(
    _ arrival: UnsafeMutablePointer<JobArrival>, _ entity: UInt64, _ intended: Nanoseconds,
    client: Int, entry: TraceEntry?
  ) {
    arrival.pointee.entity = entity
    arrival.pointee.intended = intended
    arrival.pointee.size = entry?.size ?? drawSize(entity)
    arrival.pointee.priority = Int32(truncatingIfNeeded: entry?.priority ?? drawPriority(entity))
    arrival.pointee.workload = Int32(truncatingIfNeeded: index)
    arrival.pointee.phase = Int32(truncatingIfNeeded: phase(at: intended))
    arrival.pointee.client = Int32(truncatingIfNeeded: client)
  }

  @inline(__always)
  private func drawSize(_ entity: UInt64) -> Int64 {
    if let constantSize { return constantSize }
    guard let size else { return library[Int(entity % UInt64(library.count))] }
    return Int64(draw(size, .chapterSize, entity))
  }

  @inline(__always)
  private func drawPriority(_ entity: UInt64) -> Int {
    if let onlyPriority { return onlyPriority }
    let bits = random.bits(DrawStream(.priority, workload: index), entity: entity)
    let unit = KeyedRandom.unit(bits.0)
    return priorities.first { unit < $0.upTo }?.priority
      ?? priorities[priorities.count - 1].priority
  }

  /// The phase of an intended arrival; arrivals come in order of time, clients' too.
  @inline(__always)
  private mutating func phase(at moment: Nanoseconds) -> Int {
    guard !phases.isEmpty else { return -1 }
    while phaseCursor < phases.count - 1, phases[phaseCursor].end <= moment { phaseCursor += 1 }
    return phases[phaseCursor].place
  }
}

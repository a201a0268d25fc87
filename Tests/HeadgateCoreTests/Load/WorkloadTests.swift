import HeadgateCore
import Testing

@Suite("Workloads")
struct WorkloadTests {
  private func arrivals(
    _ settings: WorkloadSettings, count: Int, seed: UInt64 = 1, replication: Int = 0
  ) -> [JobArrival] {
    let plan = RecordingPlan(
      RunSpecification(
        seed: seed, pipeline: .chain(.stage()), workloads: [settings], limits: LoadLimits()))
    var workload = Workload(
      settings, index: 0, plan: plan, seed: seed, replication: replication)
    return (0..<count).compactMap { _ in
      var arrival = JobArrival(entity: 0, intended: 0)
      return withUnsafeMutablePointer(to: &arrival) { workload.next(into: $0) } ? arrival : nil
    }
  }

  private func open(
    _ process: ArrivalProcess, rate: Double, to endRate: Double? = nil,
    seconds: Nanoseconds = 3600
  ) -> WorkloadSettings {
    WorkloadSettings(
      name: "w", arrivals: process,
      phases: [
        PhaseSettings(
          name: "p", rate: rate, endRate: endRate, duration: seconds * .second)
      ])
  }

  @Test("Constant arrivals are evenly spaced from the first moment on")
  func constantArrivals() {
    let times = arrivals(open(.constant, rate: 8), count: 50).map(\.intended)
    #expect(times == (0..<50).map { $0 * 125 * .millisecond })
  }

  @Test("Constant arrivals follow a ramp: the k-th comes where k arrivals are expected")
  func constantArrivalsOnARamp() {
    // From 2/s to 10/s in 4 s: Λ(t) = 2t + t².
    let times = arrivals(open(.constant, rate: 2, to: 10, seconds: 4), count: 25).map(\.intended)
    for (k, time) in times.enumerated() {
      let expected = (1 + Double(k)).squareRoot() - 1
      #expect(abs(time.seconds - expected) <= 1e-9)
    }
  }

  @Test("A phase without load is skipped, and the last one's rate holds for ever")
  func phases() {
    let settings = WorkloadSettings(
      name: "w", arrivals: .constant,
      phases: [
        PhaseSettings(name: "on", rate: 2, duration: 1 * .second),
        PhaseSettings(name: "off", rate: 0, duration: 3 * .second),
        PhaseSettings(name: "again", rate: 1, duration: 1 * .second),
      ])
    let all = arrivals(settings, count: 6)
    #expect(all.map(\.intended) == [0, 500, 4000, 5000, 6000, 7000].map { $0 * .millisecond })
    #expect(all.map(\.phase) == [0, 0, 2, 2, 2, 2])
  }

  @Test("A ramp down to nothing ends: no arrival ever follows")
  func rampToZero() {
    // Λ(1 s) = 10.5: evenly spaced they come where 0, 1, … 10 are expected.
    let all = arrivals(open(.constant, rate: 21, to: 0, seconds: 1), count: 50)
    #expect(all.count == 11)
  }

  @Test(
    "Random gaps have the rate and the variation asked for",
    arguments: [(ArrivalProcess.poisson, 1.0), (.gamma(cv: 0.5), 0.5), (.gamma(cv: 2), 2)])
  func gaps(process: ArrivalProcess, cv: Double) {
    let count = 100_000
    let times = arrivals(open(process, rate: 10, seconds: 1_000_000), count: count)
      .map(\.intended.seconds)
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
    let moments = SampleMoments(gaps)
    #expect(abs(moments.mean - 0.1) <= 5 * moments.meanError)
    #expect(abs(moments.cv - cv) <= 5 * moments.cvError)
  }

  @Test("Poisson arrivals on a ramp: as many as expected in every quarter")
  func poissonRamp() {
    let settings = open(.poisson, rate: 0, to: 2000, seconds: 40)
    let times = arrivals(settings, count: 45_000).map(\.intended.seconds).filter { $0 < 40 }
    for quarter in 0..<4 {
      let (from, to) = (Double(quarter) * 10, Double(quarter + 1) * 10)
      let expected = 25 * (to * to - from * from)
      let count = Double(times.count { $0 >= from && $0 < to })
      #expect(abs(count - expected) <= 5 * expected.squareRoot())
    }
  }

  @Test("R1: the k-th arrival depends on seed, replication and workload alone")
  func keyedArrivals() {
    let settings = open(.poisson, rate: 10)
    #expect(arrivals(settings, count: 100) == arrivals(settings, count: 100))
    #expect(arrivals(settings, count: 100) == Array(arrivals(settings, count: 200).prefix(100)))
    #expect(arrivals(settings, count: 9) != arrivals(settings, count: 9, seed: 2))
    #expect(arrivals(settings, count: 9) != arrivals(settings, count: 9, replication: 1))
  }

  @Test("Priorities come in the shares asked for")
  func priorityShares() {
    var settings = open(.poisson, rate: 10)
    settings.priorities = [
      WeightedPriority(priority: 0, weight: 8), WeightedPriority(priority: 10, weight: 2),
    ]
    let high = arrivals(settings, count: 100_000).count { $0.priority == 10 }
    #expect(abs(Double(high) - 20_000) <= 5 * (100_000 * 0.2 * 0.8).squareRoot())
  }

  @Test("A burst is its jobs at one moment; a trace is its entries")
  func burstAndTrace() {
    let burst = arrivals(
      WorkloadSettings(name: "w", arrivals: .burst(items: 3, at: 5)), count: 9)
    #expect(burst.map(\.intended) == [5, 5, 5])
    let entries = [TraceEntry(at: 1, size: 7, priority: 3), TraceEntry(at: 4)]
    let trace = arrivals(
      WorkloadSettings(
        name: "w", priorities: [WeightedPriority(priority: 2)], arrivals: .trace(entries),
        chapters: .size(.constant(99))), count: 9)
    #expect(trace.map(\.intended) == [1, 4])
    #expect(trace.map(\.size) == [7, 99])
    #expect(trace.map(\.priority) == [3, 2])
  }

  @Test("A library is gone through in order, and from the start again")
  func library() {
    var settings = open(.constant, rate: 1)
    settings.chapters = .library([10, 20, 30])
    #expect(arrivals(settings, count: 7).map(\.size) == [10, 20, 30, 10, 20, 30, 10])
  }

  @Test("R1: a client's submissions are its own, however the others' fall")
  func clients() {
    let settings = WorkloadSettings(
      name: "w", arrivals: .closed(clients: 2, thinkTime: .exponential(mean: 1e6)),
      chapters: .size(.uniform(min: 0, max: 1e6)))
    func sizes(_ order: [Int]) -> [[Int64]] {
      var workload = Workload(
        settings, index: 0, plan: RecordingPlan(), seed: 1, replication: 0)
      var sizes: [[Int64]] = [[], []]
      for client in order {
        var arrival = JobArrival(entity: 0, intended: 0)
        withUnsafeMutablePointer(to: &arrival) {
          workload.submission(of: client, at: 0, into: $0)
        }
        sizes[client].append(arrival.size + workload.thinkTime(of: client))
      }
      return sizes
    }
    #expect(sizes([0, 1, 0, 1, 0]) == sizes([0, 0, 0, 1, 1]))
    #expect(sizes([0, 1])[0] != sizes([0, 1])[1])
  }
}

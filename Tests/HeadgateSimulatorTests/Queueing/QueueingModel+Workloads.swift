import HeadgateCore

extension QueueingModel {
  /// Who submits, and when.
  func workloads(replication: Int) -> [WorkloadSettings] {
    if let classes = parameters.classes {
      return classes.map {
        WorkloadSettings(
          name: "class\($0.priority)", priorities: [WeightedPriority(priority: -$0.priority)],
          arrivals: .poisson, phases: [Self.steady($0.lambda)],
          chapters: .size(.constant((1024 / $0.mu).rounded())))
      }
    }
    return [
      WorkloadSettings(
        name: "jobs", priorities: [WeightedPriority(priority: 0)],
        arrivals: arrivals(replication: replication), phases: phases)
    ]
  }

  private static func steady(_ rate: Double) -> PhaseSettings {
    PhaseSettings(name: "steady", rate: rate, duration: .second)
  }

  private var phases: [PhaseSettings] {
    if id == "DET_UNDERLOAD" { return [Self.steady(50)] }
    return parameters.lambda.map { [Self.steady($0)] } ?? []
  }

  private func arrivals(replication: Int) -> ArrivalProcess {
    if let clients = parameters.clients, let think = parameters.thinkMean {
      return .closed(clients: clients, thinkTime: .exponential(mean: think * 1e9))
    }
    if let customers = parameters.customers {
      return .trace(emptyStarts(of: customers, replication: replication))
    }
    let arrival = parameters.arrival ?? ""
    if let burst = Self.burstSize(arrival) { return .burst(items: burst, at: 0) }
    if arrival == "deterministic" || arrival.hasPrefix("every") { return .constant }
    if arrival == "hyperexponential2_balanced" {
      return .trace(hyperexponentialArrivals(replication: replication))
    }
    return .poisson
  }

  /// The number in "burst of 100 at t=0".
  private static func burstSize(_ arrival: String) -> Int? {
    guard arrival.hasPrefix("burst of ") else { return nil }
    return arrival.split(separator: " ").dropFirst(2).first.flatMap { Int($0) }
  }

  private func generator(_ replication: Int) -> SplitMix64 {
    SplitMix64(seed: seed &+ UInt64(replication) << 32)
  }

  /// A renewal process of hyperexponential gaps with balanced means, as a recorded trace.
  private func hyperexponentialArrivals(replication: Int) -> [TraceEntry] {
    var random = generator(replication)
    let square = parameters.arrivalScv ?? 1
    let mean = 1 / (parameters.lambda ?? 1)
    let share = 0.5 * (1 + ((square - 1) / (square + 1)).squareRoot())
    var entries: [TraceEntry] = []
    entries.reserveCapacity(Int(effort.length / mean * 1.1))
    var now = 0.0
    while true {
      let branch = random.unit() < share ? share : 1 - share
      now += random.exponential(mean: mean / (2 * branch))
      guard now < effort.length else { return entries }
      entries.append(TraceEntry(at: Self.nanoseconds(now)))
    }
  }

  /// The first `customers` Poisson arrivals to an empty system, over and over, each time after a
  /// pause in which the system has long become empty. The last customer of each is marked by its
  /// priority, which is no more than a name: nobody waits in the submission queue.
  private func emptyStarts(of customers: Int, replication: Int) -> [TraceEntry] {
    var random = generator(replication)
    let mean = 1 / (parameters.lambda ?? 1)
    var entries: [TraceEntry] = []
    entries.reserveCapacity(customers * Int(effort.length))
    var now = 0.0
    for _ in 0..<Int(effort.length) {
      now += 3000
      for customer in 1...customers {
        now += random.exponential(mean: mean)
        entries.append(
          TraceEntry(at: Self.nanoseconds(now), priority: customer == customers ? 1 : 0))
      }
    }
    return entries
  }
}

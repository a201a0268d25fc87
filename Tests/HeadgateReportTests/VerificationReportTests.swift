import HeadgateCore
import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

struct VerificationReportTests {
  private let golden = Golden()

  private static func result(_ divergence: Divergence? = nil) -> VerificationResult {
    VerificationResult(
      scenarioName: "congestion", scenarioPath: "Scenarios/congestion.yaml", reference: .sim,
      candidate: .virtual, variants: 3, replications: 10, jobs: 137_250, events: 1_418_851,
      digest: "0123456789abcdef0123456789abcdef", differing: divergence == nil ? 0 : 2,
      divergence: divergence, isInterrupted: false)
  }

  private static func divergence(
    _ events: EventComparison, differences: Int = 6
  ) -> Divergence {
    let all = [
      ResultDifference(what: "digest", reference: "0123", candidate: "4567"),
      ResultDifference(what: "latency.mean", reference: "0.125", candidate: "0.25"),
      ResultDifference(what: "latency.p99", reference: "1.5", candidate: "none"),
      ResultDifference(what: "histogram latency"), ResultDifference(what: "series system"),
      ResultDifference(what: "decisions in detail"),
    ]
    return Divergence(
      variant: "controller=balanced", replication: 3, seed: 42,
      differences: Array(all.prefix(differences)),
      stages: [
        StageSettings(name: "chunk", workers: 1, service: ServiceSettings()),
        StageSettings(name: "embed", workers: 2, service: ServiceSettings()),
      ], events: events)
  }

  private static func event(_ place: Int, _ kind: TraceKind, stage: Int? = nil) -> TraceEvent {
    TraceEvent(
      time: Nanoseconds(place) * 250_000_000, kind: kind, stage: stage, job: UInt64(place / 2),
      attempt: 1)
  }

  private static func text(_ result: VerificationResult) -> String {
    VerificationReport(
      result, repeating: "headgate verify Scenarios/congestion.yaml --replication 3"
    ).text
  }

  @Test("What is the same takes one line")
  func equal() {
    var single = Self.result()
    (single.variants, single.replications) = (1, 1)
    var stopped = Self.result()
    stopped.isInterrupted = true
    golden.expect(
      [Self.result(), single, stopped].map(Self.text).joined(), in: "verification-equal.txt")
  }

  @Test("The first event that differs is shown from both sides, with what came before")
  func diverged() {
    let events = EventDivergence(
      index: 998, context: (0..<6).map { Self.event($0, .passed, stage: 0) },
      reference: [Self.event(6, .succeeded, stage: 1), Self.event(6, .completed)],
      candidate: [Self.event(7, .failedTransient, stage: 1)])
    golden.expect(
      Self.text(Self.result(Self.divergence(.diverged(events)))), in: "verification-diverged.txt")
  }

  @Test("A stream that ends early, books alone, a fickle engine and a stopped search say so")
  func others() {
    let end = EventDivergence(
      index: 0, context: [], reference: [Self.event(1, .accepted)], candidate: [])
    let cases: [EventComparison] = [
      .diverged(end), .same(5120), .notRepeatable(.virtual), .notSearched,
    ]
    golden.expect(
      cases.map { Self.text(Self.result(Self.divergence($0, differences: 2))) }
        .joined(separator: "\n"), in: "verification-others.txt")
  }
}

import HeadgateEngine
import HeadgateIngest
import HeadgateReport

/// An ingestion's report to be read.
struct IngestDocument {
  /// So many failures, and as many problems, are told one by one.
  private static let mostTold = 20

  private let report: IngestionReport
  private let path: String

  init(_ report: IngestionReport, path: String) {
    self.report = report
    self.path = path
  }

  var document: Document {
    var parts: [Document.Part] = [.heading("ingest", detail: path)]
    parts += [.table(chapters), .table(figures), .table(stages)]
    parts += told(report.failures.map(Self.words), "failures")
    parts += told(report.problems.map { "\($0.path): \($0.message)" }, "problems")
    if report.earlierFailures > 0 {
      parts.append(
        .text(
          "\(Decimal.grouped(report.earlierFailures)) chapters were given up in earlier runs; "
            + "--retry-dead tries them again."))
    }
    if let check = report.check {
      parts.append(
        .text(
          "store: \(Decimal.grouped(check.books)) books, \(Decimal.grouped(check.chapters)) "
            + "chapters, \(Decimal.grouped(check.chunks)) chunks"
            + (check.problems.isEmpty ? ", nothing wrong" : "")))
      parts += told(check.problems, "things wrong")
    }
    parts.append(.verdict(verdict, isGood: report.isWhole))
    return Document(parts)
  }

  private var chapters: Table {
    let metrics = report.metrics
    return Self.table(
      "Chapters", "",
      [
        ("stored", Decimal.grouped(report.stored)),
        ("  unfinished from before", Decimal.grouped(report.resumed)),
        ("  chunks", Decimal.grouped(report.chunks)),
        ("unchanged", Decimal.grouped(report.unchanged)),
        ("failed", Decimal.grouped(report.failures.count)),
        ("unreadable files or parts", Decimal.grouped(report.problems.count)),
        ("left", Decimal.grouped(report.left)),
        ("submitted", Decimal.grouped(metrics.totalSubmitted)),
        ("attempts that failed and were made again", Decimal.grouped(metrics.totalRetries)),
        ("dropped", Decimal.grouped(metrics.totalDropped)),
      ])
  }

  private var figures: Table {
    let metrics = report.metrics
    let latency = metrics.latencyMs
    return Self.table(
      "Pipeline", "",
      [
        ("throughput, last seconds", Self.number(metrics.throughputItemsPerSec) + "/s"),
        ("success", Self.number(metrics.successRatePercent) + " %"),
        ("rate multiplier", Decimal.fixed(metrics.currentRateMultiplier, decimals: 2)),
        ("tokens left", metrics.tokensAvailable.map(Self.number) ?? "no rate"),
        ("processing, mean", Self.number(metrics.avgProcessingTimeMs) + " ms"),
        ("latency, mean", Self.number(latency.mean) + " ms"),
        ("latency, p50", Self.number(latency.p50) + " ms"),
        ("latency, p90", Self.number(latency.p90) + " ms"),
        ("latency, p95", Self.number(latency.p95) + " ms"),
        ("latency, p99", Self.number(latency.p99) + " ms"),
        ("latency, max", Self.number(latency.max) + " ms"),
        ("waiting in the queue", Decimal.grouped(metrics.queueDepth)),
        ("in flight", Decimal.grouped(metrics.inFlight)),
        ("queue errors", Decimal.grouped(metrics.queueErrors)),
      ])
  }

  private var stages: Table {
    let names = ["processed", "failed", "ms each", "last ms", "waiting", "busy"]
    return Table(
      title: "Stages",
      columns: [Table.Column(headers: [""])]
        + names.map { Table.Column(headers: [$0], alignment: .right) },
      leading: 1,
      groups: [Table.Group(rows: report.metrics.stages.map(Self.row))])
  }

  private static func row(_ stage: StageMetrics) -> Table.Row {
    Table.Row([
      Table.Cell(stage.stage), Table.Cell(Decimal.grouped(stage.itemsProcessed)),
      Table.Cell(
        Decimal.grouped(stage.itemsFailed), mark: stage.itemsFailed > 0 ? .warned : .none),
      Table.Cell(number(stage.avgTimePerItemMs)), Table.Cell(number(stage.lastItemTimeMs)),
      Table.Cell(Decimal.grouped(stage.bufferDepth)),
      Table.Cell(Decimal.grouped(stage.busyWorkers)),
    ])
  }

  private static func table(_ title: String, _ header: String, _ rows: [(String, String)]) -> Table
  {
    Table(
      title: title,
      columns: [
        Table.Column(headers: [""]), Table.Column(headers: [header], alignment: .right),
      ],
      leading: 1,
      groups: [Table.Group(rows: rows.map { Table.Row([Table.Cell($0.0), Table.Cell($0.1)]) })])
  }

  // MARK: Words

  private func told(_ lines: [String], _ name: String) -> [Document.Part] {
    var parts = lines.prefix(Self.mostTold).map { Document.Part.alarm($0) }
    if lines.count > Self.mostTold {
      parts.append(
        .text(
          "… and \(Decimal.grouped(lines.count - Self.mostTold)) \(name) more; --format json has all."
        ))
    }
    return parts
  }

  private static func words(_ failure: IngestionReport.Failure) -> String {
    let attempts = failure.attempts == 1 ? "1 attempt" : "\(failure.attempts) attempts"
    return "\(failure.book)/\(failure.chapter): \(failure.stage) failed after \(attempts): "
      + failure.error
  }

  private var verdict: String {
    if report.isInterrupted {
      return "interrupted: \(Decimal.grouped(report.left)) chapters are left; the same command "
        + "goes on with them"
    }
    let bad = [
      (report.failures.count, "failed"), (report.problems.count, "could not be read"),
      (report.left, "left"), (report.check?.problems.count ?? 0, "things wrong in the store"),
    ].filter { $0.0 > 0 }.map { "\(Decimal.grouped($0.0)) \($0.1)" }
    let whole =
      "\(Decimal.grouped(report.stored)) stored, "
      + "\(Decimal.grouped(report.unchanged)) unchanged"
    return ([whole] + bad).joined(separator: ", ")
  }

  private static func number(_ value: Double) -> String {
    Decimal.fixed(value, decimals: value.magnitude < 10 ? 2 : value.magnitude < 1_000 ? 1 : 0)
  }
}

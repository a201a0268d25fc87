import HeadgateModel

/// Latency over time, and by percentile, from intended arrival and from acceptance.
struct LatencySection {
  private typealias Spectrum = (entry: DrawnVariants.Entry, spectrum: LatencySpectrum)

  private static let histograms = ["latency", "latency.uncorrected"]
  private static let percentiles = [0.5, 0.9, 0.95, 0.99, 0.999, 0.9999]

  private let subject: RunSubject
  /// Corrected and uncorrected, of the drawn variants.
  private let spectra: [[Spectrum]]

  init(_ subject: RunSubject) {
    self.subject = subject
    spectra = Self.histograms.map { name in
      subject.drawn.entries.compactMap { entry in
        LatencySpectrum(name, of: entry.variant).map { (entry, $0) }
      }
    }
  }

  var view: SectionView? {
    let figures = overTime + spectrum
    guard !figures.isEmpty else { return nil }
    return SectionView(
      id: subject.id + "-latency", title: "Latency", lead: lead, key: subject.drawn.key,
      figures: figures, details: [table].compactMap { $0 } + classes)
  }

  private var classes: [DetailsView] {
    subject.tables(of: .classes).map { DetailsView("p99 by workload and priority", $0) }
  }

  private var lead: String {
    var text = "From intended arrival to completion."
    if !spectra[0].isEmpty {
      text +=
        " The uncorrected spectrum counts from acceptance, and so leaves out what jobs waited for "
        + "before they were let in."
    } else {
      text += " The result keeps no histograms, so there is no spectrum."
    }
    return text
  }

  private var overTime: [FigureView] {
    guard subject.hasSeries else { return [] }
    if subject.drawn.isSingle {
      let lines = zip(["latency.p50", "latency.mean", "latency.p99"], [0, 2, 1]).compactMap {
        name, number in
        let short = String(name.dropFirst("latency.".count))
        return subject.series[0].line(
          name, as: .duration, name: short, label: short, style: .number(number))
      }
      return figure("Latency over time", lines)
    }
    return figure("Median latency over time", subject.overlay("latency.p50", as: .duration))
      + figure("p99 latency over time", subject.overlay("latency.p99", as: .duration))
  }

  private func figure(_ title: String, _ lines: [PlotLine]) -> [FigureView] {
    guard !lines.isEmpty else { return [] }
    let plot = subject.plot(title, lines, unit: .seconds, isLogarithmicAllowed: true)
    return [
      FigureView(plot, caption: plot.y.kind == .logarithmic ? "logarithmic scale" : "")
    ]
  }

  private var spectrum: [FigureView] {
    let lines = spectra.map { $0.map(line) }
    // One pair of axes for both, so that they can be set against each other.
    let points = lines.joined().flatMap(\.points)
    guard !points.isEmpty else { return [] }
    let samples = spectra.joined().map(\.spectrum.samples).max() ?? 1
    let x = PlotAxis.percentile(samples: samples)
    let y = PlotAxis.values(points.map(\.y), unit: .seconds, isLogarithmicAllowed: true)
    func figure(_ title: String, _ lines: [PlotLine]) -> FigureView {
      FigureView(
        LinePlot(title: title, summary: summary(), x: x, y: y, lines: lines),
        caption: y.kind == .logarithmic ? "logarithmic scale" : "")
    }
    if subject.drawn.isSingle { return [figure("Percentile spectrum", named(lines))] }
    let titles = ["Percentile spectrum, corrected", "Percentile spectrum, uncorrected"]
    return zip(titles, lines).filter { !$0.1.isEmpty }.map { figure($0.0, $0.1) }
  }

  private func line(_ spectrum: Spectrum) -> PlotLine {
    PlotLine(
      name: spectrum.entry.name, label: subject.drawn.isSingle ? "" : spectrum.entry.label,
      style: spectrum.entry.style, segments: [spectrum.spectrum.points])
  }

  /// Of one variant both in one plot: the uncorrected behind, where they are the same.
  private func named(_ lines: [[PlotLine]]) -> [PlotLine] {
    zip([("corrected", PlotStyle.number(0)), ("uncorrected", .number(1))], lines).flatMap {
      kind, lines in
      lines.map { line in
        var line = line
        (line.name, line.label, line.style) = (kind.0, kind.0, kind.1)
        return line
      }
    }.reversed()
  }

  private func summary() -> String {
    spectra[0].map { entry, spectrum in
      let figures = [0.5, 0.99, 0.999].compactMap { percentile in
        spectrum.value(percentile).map {
          "\(Self.name(percentile)) \(FigureText.text($0, .seconds))"
        }
      }
      return "\(entry.name): \(figures.joined(separator: ", "))"
    }.joined(separator: "; ") + "."
  }

  private static func name(_ percentile: Double) -> String {
    let digits = Decimal.fixed(percentile * 100, decimals: percentile > 0.9995 ? 2 : 1)
    return "p" + (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
  }

  private var table: DetailsView? {
    guard !spectra[0].isEmpty else { return nil }
    let columns = zip(["corrected", "uncorrected"], spectra).flatMap { kind, spectra in
      spectra.map { (headers: [$0.entry.label, kind], spectrum: $0.spectrum) }
    }
    let rows = Self.percentiles.map { percentile in
      let values = columns.map { $0.spectrum.value(percentile) }
      let scale = FigureScale(.seconds, values: values.compactMap { $0 })
      return Table.Row(
        [Table.Cell(Self.name(percentile)), Table.Cell(scale.unit)]
          + values.map { Table.Cell($0.map(scale.text) ?? "-") })
    }
    let table = Table(
      columns: [Table.Column(headers: ["", ""]), Table.Column(headers: ["", ""])]
        + columns.map { Table.Column(headers: $0.headers, alignment: .right) },
      leading: 2, groups: [Table.Group(rows: rows)],
      legend: "of all replications together")
    return DetailsView("Percentiles as a table", HTMLTable.text(table))
  }
}

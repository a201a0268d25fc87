/// Draws the phases and faults behind a plot's lines, their names in lanes above.
struct BandDrawing {
  static let laneHeight = 16.0
  private static let characterWidth = 6.4

  let frame: PlotFrame
  let x: PlotScale

  /// Lanes that names need: one for phases, one for faults.
  static func lanes(_ bands: [PlotBand]) -> Int {
    [PlotBand.Kind.phase, .fault].filter { kind in bands.contains { $0.kind == kind } }.count
  }

  func draw(_ bands: [PlotBand], in markup: inout Markup) {
    let visible = bands.filter { $0.start < x.high && $0.end > $0.start && $0.end > 0 }
    let phases = visible.filter { $0.kind == .phase }
    let faults = visible.filter { $0.kind == .fault }
    let hasPhases = bands.contains { $0.kind == .phase }
    drawLane(phases, top: 0, in: &markup)
    drawLane(faults, top: hasPhases ? Self.laneHeight : 0, in: &markup)
  }

  private func drawLane(_ bands: [PlotBand], top: Double, in markup: inout Markup) {
    var free = frame.minX - 4
    for (position, band) in bands.enumerated() {
      let (start, end) = (x.place(band.start), x.place(band.end))
      let kind = band.kind == .fault ? "fault" : position % 2 == 0 ? "phase even" : "phase odd"
      markup.element("g", ["class": kind]) { group in
        group.element(
          "rect",
          [
            "x": Coordinate.text(start), "y": Coordinate.text(top),
            "width": Coordinate.text(max(end - start, 1)),
            "height": Coordinate.text(frame.maxY - top),
          ]
        ) {
          $0.element("title", text: "\(band.kind.rawValue) \(band.name)")
        }
        if let place = place(band, start, end, free) {
          group.element(
            "text",
            ["x": Coordinate.text(place), "y": Coordinate.text(top + 12)], text: band.name)
          free = place + width(band.name) + 4
        }
      }
    }
  }

  private func width(_ name: String) -> Double { Double(name.count) * Self.characterWidth }

  /// Where a band's name begins; `nil` where there is no room: its tooltip has it all the same.
  private func place(
    _ band: PlotBand, _ start: Double, _ end: Double, _ free: Double
  ) -> Double? {
    let width = width(band.name)
    if band.kind == .phase && width > end - start { return nil }
    let place = max(min(start + 4, frame.width - width - 2), frame.minX)
    return place >= free ? place : nil
  }
}

/// How large a plot is drawn.
package enum PlotSize: Sendable, CaseIterable {
  /// Readable on a telephone, and beside others on a desk.
  case panel
  /// Over the whole width of a page.
  case wide

  var width: Double { self == .panel ? 460 : 960 }
  var height: Double { self == .panel ? 240 : 300 }
}

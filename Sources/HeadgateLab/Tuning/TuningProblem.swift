package import HeadgateModel
import HeadgateStatistics

/// A space as a search sees it: points in [0, 1)ᵈ, a coordinate a parameter, and what they mean.
package struct TuningProblem: Sendable {
  package let parameters: [TuningParameter]

  package init(parameters: [TuningParameter]) { self.parameters = parameters }

  /// The settings of a point: those whose conditions hold.
  package func settings(of point: [Double]) -> [VariantSetting] {
    var settings: [VariantSetting] = []
    for (parameter, place) in zip(parameters, point) where parameter.isActive(in: settings) {
      settings.append(
        VariantSetting(path: parameter.path, value: parameter.range.text(at: place)))
    }
    return settings
  }

  /// The point of some values, each as a file writes it; what lies outside a range is taken to its
  /// edge, and what no condition asks for to the middle.
  ///
  /// - Returns: `nil` where the space cannot express a value.
  package func point(of value: (_ path: String) -> String?) -> [Double]? {
    var settings: [VariantSetting] = []
    var point: [Double] = []
    for parameter in parameters {
      guard parameter.isActive(in: settings) else {
        point.append(0.5)
        continue
      }
      guard let text = value(parameter.path), let place = parameter.range.place(of: text) else {
        return nil
      }
      settings.append(
        VariantSetting(path: parameter.path, value: parameter.range.text(at: place)))
      point.append(place)
    }
    return point
  }
}

extension TuningParameter {
  /// Whether the settings before it meet its condition.
  func isActive(in settings: [VariantSetting]) -> Bool {
    guard let condition else { return true }
    return settings.contains {
      $0.path == condition.path && condition.values.contains($0.value)
    }
  }
}

extension TuningParameter.Range {
  /// The value at a place of [0, 1), as a scenario file writes it.
  func text(at place: Double) -> String {
    switch self {
    case .integer(let low, let high, let isLogarithmic):
      return "\(Self.whole(place, low, high, isLogarithmic))"
    case .real(let low, let high, let unit, let isLogarithmic):
      let value =
        isLogarithmic
        ? low * SpecialFunctions.exp(place * SpecialFunctions.log(high / low))
        : low + place * (high - low)
      return Self.rounded(value, low, high) + unit
    case .choice(let values): return values[Int(place * Double(values.count))]
    }
  }

  /// The place of a value; one outside of the range is taken to its edge. `nil` where it is none of
  /// this kind.
  func place(of text: String) -> Double? {
    switch self {
    case .integer(let low, let high, let isLogarithmic):
      guard let number = SettingText.number(text, in: "") else { return nil }
      let value = Double(min(max(number.rounded(), Double(low)), Double(high)))
      // The middle of the value's cell.
      let place =
        isLogarithmic
        ? SpecialFunctions.log((value + 0.5) / Double(low))
          / SpecialFunctions.log(Double(high + 1) / Double(low))
        : (value + 0.5 - Double(low)) / Double(high - low + 1)
      return min(max(place, 0), 1.0.nextDown)
    case .real(let low, let high, let unit, let isLogarithmic):
      guard let number = SettingText.number(text, in: unit) else { return nil }
      guard high > low else { return 0.5 }
      let value = min(max(number, low), high)
      let place =
        isLogarithmic
        ? SpecialFunctions.log(value / low) / SpecialFunctions.log(high / low)
        : (value - low) / (high - low)
      return min(max(place, 0), 1.0.nextDown)
    case .choice(let values):
      return values.firstIndex(of: text).map { (Double($0) + 0.5) / Double(values.count) }
    }
  }

  private static func whole(_ place: Double, _ low: Int, _ high: Int, _ isLogarithmic: Bool) -> Int
  {
    guard isLogarithmic else { return low + Int(place * Double(high - low + 1)) }
    let value =
      Double(low)
      * SpecialFunctions.exp(place * SpecialFunctions.log(Double(high + 1) / Double(low)))
    return min(max(Int(value), low), high)
  }

  /// With four significant digits; where these lead out of the range, its nearer edge in full.
  private static func rounded(_ value: Double, _ low: Double, _ high: Double) -> String {
    let text = SettingText.text(value)
    let number = SettingText.number(text, in: "") ?? value
    if (low...high).contains(number) { return text }
    return SettingText.exact(value - low < high - value ? low : high)
  }
}

extension SettingText {
  /// A number in full.
  static func exact(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : "\(value)"
  }
}

public import HeadgateCore

/// The controllers that a scenario may name.
public enum ControllerPreset: String, Sendable, CaseIterable {
  case conservative, balanced, aggressive

  public var settings: ControllerSettings {
    switch self {
    case .conservative: .conservative
    case .balanced: .balanced
    case .aggressive: .aggressive
    }
  }

  /// One line for help.
  public var summary: String {
    switch self {
    case .conservative: "for testing: 10 tokens/s, cut to 30% under congestion"
    case .balanced: "production default: 50 tokens/s, cut to 50% under congestion"
    case .aggressive: "high throughput: 200 tokens/s, cut to 60% under congestion"
    }
  }
}

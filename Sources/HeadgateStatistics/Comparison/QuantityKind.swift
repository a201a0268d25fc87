/// What kind of quantity a metric is, by the names that results give its unit.
public enum QuantityKind: String, Sendable, CaseIterable {
  case duration = "s"
  case rate = "/s"
  case share = "share"
  case count = "count"
  case ratio = "ratio"
}

import HeadgateModel

/// Something that a scenario states the mean of: what the figures are relieved of, and held to that
/// mean themselves.
struct Control: Sendable {
  var name: String
  var mean: Double
  var read: @Sendable (ReplicationResult) -> Double?
}

/// Which ended jobs an engine keeps for whoever takes them.
enum CollectedEnds: Sendable {
  case none
  /// Those whose attempts were used up, or that failed for good.
  case failures
  case all
}

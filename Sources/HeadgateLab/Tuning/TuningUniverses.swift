/// Which universes serve what: replication numbers that no two purposes share.
enum TuningUniverses {
  /// How many each purpose has: a replication number lies below 2²⁰.
  static let most = 1 << 18

  /// The first universe that decides among the best.
  static let choice = most
  /// The first one that judges what came out.
  static let validation = 2 * most
  /// The first one that tells how much each setting matters.
  static let importance = 3 * most
}

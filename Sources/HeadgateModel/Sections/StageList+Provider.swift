import HeadgateCore

/// What stands behind a stage.
extension StageList {
  /// The quota of the service; by default it saves up a second's units.
  func quota(_ stage: Fields, batchSize: Int) -> QuotaSettings? {
    guard case .node? = stage.value("quota"), let fields = stage.open("quota", "quota") else {
      return nil
    }
    let rate = fields.number("rate") ?? 1
    var quota = QuotaSettings(rate: rate, burst: max(rate, Double(batchSize)))
    quota.burst = fields.number("burst") ?? quota.burst
    quota.refusal = fields.duration("refusal") ?? quota.refusal
    quota.countsRefused = fields.truth("countsRefused") ?? quota.countsRefused
    if quota.burst < Double(batchSize) {
      problems.add(
        "a quota of \(ValueKind.plain(quota.burst)) units never lets in a full batch of "
          + "\(batchSize)", at: fields.place("burst"),
        hint: "write burst: \(batchSize), or more")
    }
    return quota
  }

  /// The cache before the service.
  func cache(_ stage: Fields) -> CacheSettings? {
    guard case .node? = stage.value("cache"), let fields = stage.open("cache", "cache") else {
      return nil
    }
    var cache = CacheSettings(keys: fields.integer("keys") ?? 1)
    cache.skew = fields.number("skew") ?? cache.skew
    cache.hit = fields.duration("hit") ?? cache.hit
    cache.warm = fields.number("warm") ?? cache.warm
    cache.fillOnTimeout = fields.truth("fillOnTimeout") ?? cache.fillOnTimeout
    return cache
  }
}

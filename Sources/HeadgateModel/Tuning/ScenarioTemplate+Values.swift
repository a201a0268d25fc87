import HeadgateCore

extension ScenarioTemplate {
  /// What stands at a dotted path, as a file writes it: what the document says, else what its presets
  /// and the format's own values come to; `nil` where nothing is known to.
  ///
  /// - Parameter settings: What stands in the places of the scenario's own.
  public func value(at path: String, with settings: [VariantSetting] = []) -> String? {
    let document = document(with: settings, ProblemList())
    if let place = try? DocumentPath(path, in: document),
      let value = document.value(at: place)?.scalar
    {
      return value
    }
    guard let variant = try? variant(with: settings) else { return nil }
    let words = path.split(separator: ".").map(String.init)
    let pipeline = variant.specification.pipeline
    switch words.first {
    case "controller" where words.count == 1: return variant.controllerName
    case "controller" where words.count == 2: return pipeline.controller?.value(of: words[1])
    case "pipeline" where words.count >= 4 && words[1] == "stages":
      let stage = pipeline.stages.first { $0.name == words[2] }
      return stage?.value(of: words[3...].joined(separator: "."))
    case "pipeline": return pipeline.value(of: words.dropFirst().joined(separator: "."))
    default: return nil
    }
  }
}

extension ControllerSettings {
  fileprivate func value(of key: String) -> String? {
    switch key {
    case "rate": Measure.rate.written(rate)
    case "burst": ValueKind.plain(burst)
    case "cost": ValueKind.plain(cost)
    case "minMultiplier": ValueKind.plain(minMultiplier)
    case "maxMultiplier": ValueKind.plain(maxMultiplier)
    case "interval": Measure.duration.written(Double(interval))
    case "signal": signal.rawValue
    case "algorithm": algorithm.name.rawValue
    default: algorithm.value(of: key)
    }
  }
}

extension RateAlgorithm {
  fileprivate func value(of key: String) -> String? {
    switch (self, key) {
    case (.watermark(let watermark), "high"): ValueKind.plain(watermark.high)
    case (.watermark(let watermark), "low"): ValueKind.plain(watermark.low)
    case (.watermark(let watermark), "decrease"): ValueKind.plain(watermark.decrease)
    case (.watermark(let watermark), "increase"): ValueKind.plain(watermark.increase)
    default: nil
    }
  }
}

extension StageSettings {
  fileprivate func value(of key: String) -> String? {
    switch key {
    case "workers": "\(workers)"
    case "buffer": buffer.map { "\($0)" } ?? "unlimited"
    case "batch.size": "\(batchSize)"
    case "batch.linger": Measure.duration.written(Double(linger))
    case "timeout": timeout.map { Measure.duration.written(Double($0)) }
    case "breaker": breaker == nil ? "none" : nil
    case "breaker.threshold": breaker.map { Measure.share.written($0.threshold) }
    case "breaker.window": breaker.map { "\($0.window)" }
    case "breaker.minimum": breaker.map { "\($0.minimum)" }
    case "breaker.openFor": breaker.map { Measure.duration.written(Double($0.openFor)) }
    case "breaker.probes": breaker.map { "\($0.probes)" }
    default: nil
    }
  }
}

extension PipelineSettings {
  fileprivate func value(of key: String) -> String? {
    switch key {
    case "lease": Measure.duration.written(Double(lease))
    case "queue.capacity": queue.capacity.map { "\($0)" } ?? "unlimited"
    case "queue.onFull": queue.onFull.rawValue
    case "queue.aging": queue.aging.map { Measure.duration.written(Double($0)) }
    case "retry.maxAttempts": "\(retry.maxAttempts)"
    case "retry.resume": retry.resume.rawValue
    case "retry.backoff.initial": Measure.duration.written(Double(retry.initial))
    case "retry.backoff.factor": ValueKind.plain(retry.factor)
    case "retry.backoff.max": Measure.duration.written(Double(retry.maximum))
    case "retry.backoff.jitter": retry.jitter.rawValue
    default: nil
    }
  }
}

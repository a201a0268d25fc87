internal import HeadgateModel

extension JSONWriter {
  mutating func writeBaseline(_ result: RunResult) {
    object {
      $0.key("schemaVersion")
      $0.value(BaselineJSON.schemaVersion)
      $0.member("kind", "baseline")
      $0.key("scenario")
      $0.object(.inline) {
        $0.member("name", result.scenarioName)
        $0.member("sha256", result.scenarioSHA256)
        $0.key("seed")
        $0.value(result.seed)
      }
      $0.member("verdict", result.verdict.rawValue)
      $0.key("variants")
      $0.array { for variant in result.variants { $0.writeBaseline(variant) } }
      let checksum = $0.checksum
      $0.member("checksum", checksum)
      $0.key("environment")
      $0.object {
        $0.member("version", result.environment.version)
        $0.member("commit", result.environment.commit)
        $0.member("machine", result.environment.machine)
      }
    }
  }

  private mutating func writeBaseline(_ variant: VariantResult) {
    let replications = variant.replications
    object {
      $0.member("name", variant.name)
      $0.write(variant.settings)
      $0.member("mode", variant.mode.rawValue)
      $0.list("replications", replications) { $0.value($1.replication) }
      $0.list("seeds", replications) { $0.value($1.seed) }
      $0.list("digests", replications, .lines) { $0.value($1.digest) }
      $0.list("events", replications) { $0.value($1.events) }
      $0.list("elapsed", replications) { $0.value(seconds: $1.elapsed) }
      $0.list("inFlight", replications) { $0.value($1.inFlight) }
      $0.list("decisionCounts", replications) { $0.value($1.decisionCount) }
      let decisions = replications.first?.decisions.prefix(BaselineJSON.keptDecisions) ?? []
      $0.list("decisions", decisions, .lines) { $0.write($1) }
      $0.key("metrics")
      $0.object {
        for row in BaselineRow.rows(of: variant) { $0.write(row) }
      }
    }
  }

  private mutating func list<Element>(
    _ name: String, _ elements: some Sequence<Element>, _ layout: Layout = .inline,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array(layout) { for element in elements { write(&$0, element) } }
  }

  private mutating func write(_ row: BaselineRow) {
    key(row.summary.name)
    object(.inline) {
      $0.member("unit", row.summary.unit.rawValue)
      $0.member("better", row.summary.better.rawValue)
      $0.key("mean")
      $0.value(row.summary.mean)
      $0.key("low")
      $0.value(row.summary.low)
      $0.key("high")
      $0.value(row.summary.high)
      $0.list("values", row.values) { $0.value($1) }
    }
  }
}

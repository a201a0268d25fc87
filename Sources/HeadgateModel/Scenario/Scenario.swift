public import HeadgateCore

/// A place in a scenario file, counted from 1.
public struct SourceLocation: Sendable, Equatable, Hashable {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One `{…}` selector of a metric: a workload, a priority, a phase, or the worst of the windows of
/// one length.
public struct MetricTag: Sendable, Equatable, Hashable {
  public enum Key: String, Sendable, CaseIterable {
    case workload, priority, phase, over
  }

  public var key: Key
  public var value: String

  public init(key: Key, value: String) {
    self.key = key
    self.value = value
  }
}

/// A metric by name, `latency.p99` or `embed.utilization`, over the whole run or over what the tags select.
public struct MetricReference: Sendable, Equatable, Hashable, CustomStringConvertible {
  public var name: String
  public var tags: [MetricTag]

  public init(name: String, tags: [MetricTag] = []) {
    self.name = name
    self.tags = tags
  }

  public var description: String {
    guard !tags.isEmpty else { return name }
    return name + "{" + tags.map { "\($0.key.rawValue): \($0.value)" }.joined(separator: ", ") + "}"
  }
}

public enum Comparison: String, Sendable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
}

public enum Severity: String, Sendable, CaseIterable {
  /// A miss fails the run.
  case error
  /// A miss is shown only.
  case warn
}

/// What must hold of a result, in the scenario's own words.
public struct Threshold: Sendable, Equatable {
  /// As written in the file.
  public var expression: String
  public var metric: MetricReference
  public var comparison: Comparison
  /// In the metric's own unit: seconds, per second, a share from 0 to 1, a count.
  public var limit: Double
  /// Whether a count is to be taken as a share of the offered jobs (`failed < 0.1%`).
  public var isShareOfOffered: Bool
  public var severity: Severity
  public var location: SourceLocation

  public init(
    expression: String, metric: MetricReference, comparison: Comparison, limit: Double,
    isShareOfOffered: Bool = false, severity: Severity = .error, location: SourceLocation
  ) {
    self.expression = expression
    self.metric = metric
    self.comparison = comparison
    self.limit = limit
    self.isShareOfOffered = isShareOfOffered
    self.severity = severity
    self.location = location
  }
}

/// What must hold of a result against a baseline: `latency.p99 <= 105% of baseline`.
public struct Regression: Sendable, Equatable {
  public var expression: String
  public var metric: MetricReference
  public var comparison: Comparison
  /// The limit as a share of the baseline's value: 1.05 for 105 %.
  public var share: Double
  public var severity: Severity
  public var location: SourceLocation

  public init(
    expression: String, metric: MetricReference, comparison: Comparison, share: Double,
    severity: Severity = .error, location: SourceLocation
  ) {
    self.expression = expression
    self.metric = metric
    self.comparison = comparison
    self.share = share
    self.severity = severity
    self.location = location
  }
}

/// One overridden setting of a variant, path and value as in the file.
public struct VariantSetting: Sendable, Equatable {
  public var path: String
  public var value: String

  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }
}

/// One cell of the matrix, ready to run.
public struct Variant: Sendable {
  /// `controller=balanced, pipeline.stages.embed.workers=4`; `default` where there is no matrix.
  public var name: String
  public var settings: [VariantSetting]
  /// The controller's name as written: a preset, `none` or `custom`.
  public var controllerName: String
  public var specification: RunSpecification
  public var thresholds: [Threshold]
  public var regressions: [Regression]

  public init(
    name: String, settings: [VariantSetting], controllerName: String,
    specification: RunSpecification, thresholds: [Threshold], regressions: [Regression]
  ) {
    self.name = name
    self.settings = settings
    self.controllerName = controllerName
    self.specification = specification
    self.thresholds = thresholds
    self.regressions = regressions
  }
}

extension Variant {
  /// Whether there is something to recover from: a fault, or a phase called `trigger`.
  public var isDisturbed: Bool { Recovery.isDisturbed(specification) }
}

/// A scenario file, checked and expanded.
public struct Scenario: Sendable {
  public var name: String
  public var description: String
  /// Labels in the order of the file.
  public var labels: [(key: String, value: String)]
  /// Path as given on the command line.
  public var path: String
  /// The file's own text; of an `extends` file, that of the extending one.
  public var text: String
  /// SHA-256, in hexadecimal, of everything that decides a result: the merged document, `--set`
  /// overrides, and the contents of the files that it names.
  public var sha256: String
  public var seed: UInt64
  public var replications: Int
  /// `warmup: auto`: the warm-up is found by MSER-5 in a pilot run.
  public var findsWarmup: Bool
  public var variants: [Variant]
  /// Settings that are allowed but probably not meant.
  public var warnings: [ScenarioProblem]

  public init(
    name: String, description: String, labels: [(key: String, value: String)], path: String,
    text: String, sha256: String, seed: UInt64, replications: Int, findsWarmup: Bool,
    variants: [Variant], warnings: [ScenarioProblem] = []
  ) {
    self.name = name
    self.description = description
    self.labels = labels
    self.path = path
    self.text = text
    self.sha256 = sha256
    self.seed = seed
    self.replications = replications
    self.findsWarmup = findsWarmup
    self.variants = variants
    self.warnings = warnings
  }
}

/// One thing wrong with a scenario: where, what, and what to write instead.
public struct ScenarioProblem: Error, Sendable, Equatable, CustomStringConvertible {
  public var location: SourceLocation
  public var message: String
  /// What to write instead.
  public var hint: String?

  public init(location: SourceLocation, message: String, hint: String? = nil) {
    self.location = location
    self.message = message
    self.hint = hint
  }

  /// `file:line:column: message; hint`.
  public var description: String {
    "\(location.file):\(location.line):\(location.column): \(message)"
      + (hint.map { "; \($0)" } ?? "")
  }
}

/// All the problems of a scenario, in the order of the file.
public struct InvalidScenario: Error, Sendable {
  public var problems: [ScenarioProblem]

  public init(problems: [ScenarioProblem]) {
    self.problems = problems
  }
}

import HeadgateCore

/// Reads a distribution of durations (nanoseconds) or sizes (bytes).
struct DistributionReader {
  let measure: Measure
  let context: LoadContext
  let problems: ProblemList

  /// The distribution at a key; `nil` where it is absent or wrong.
  func read(_ fields: Fields, _ key: String) -> Distribution? {
    switch fields.value(key) {
    case .number(let value)?: return .constant(value)
    case .node?:
      guard let inner = fields.open(key, Shape.distributionName(measure)) else { return nil }
      return choice(inner)
    default: return nil
    }
  }

  private func choice(_ fields: Fields) -> Distribution? {
    guard let word = Shape.distributionWords.first(where: fields.has) else { return nil }
    let inner: Distribution?
    var ownCap: Double?
    switch word {
    case "constant": inner = fields.number(word).map { .constant($0) }
    case "mixture": inner = mixture(fields)
    default:
      let name = "\(measure)\(word.prefix(1).uppercased())\(word.dropFirst())"
      guard let parameters = fields.open(word, name) else { return nil }
      inner = distribution(word, parameters)
      if word != "uniform" { ownCap = parameters.number("max") }
    }
    let cap = fields.number("max")
    if cap != nil, ownCap != nil {
      problems.add("\"max\" is given twice", at: fields.place("max"), hint: "keep one of them")
    }
    guard let inner, let max = ownCap ?? cap else { return inner }
    return .capped(inner, max: max)
  }

  private func distribution(_ word: String, _ fields: Fields) -> Distribution? {
    if word == "empirical" { return empirical(fields) }
    if word == "uniform" { return uniform(fields) }
    if word == "lognormal" { return lognormal(fields) }
    if word == "pareto" {
      guard let min = fields.number("min"), let alpha = fields.number("alpha") else { return nil }
      return .pareto(min: min, alpha: alpha)
    }
    let shape = fields.shape.key("cv") != nil ? fields.number("cv") : nil
    let mean = fields.number("mean")
    switch word {
    case "exponential": return mean.map { .exponential(mean: $0) }
    case "erlang":
      let k = fields.integer("k")
      guard let mean, let k else { return nil }
      return .erlang(k: k, mean: mean)
    case "weibull":
      let shape = fields.number("shape")
      guard let mean, let shape else { return nil }
      return .weibull(shape: shape, mean: mean)
    default:
      guard let mean, let cv = shape else { return nil }
      if word == "hyperexponential" { return .hyperexponential(mean: mean, cv: cv) }
      return cv == 0 ? .constant(mean) : .gamma(mean: mean, cv: cv)
    }
  }

  private func uniform(_ fields: Fields) -> Distribution? {
    guard let min = fields.number("min"), let max = fields.number("max") else { return nil }
    guard min <= max else {
      problems.add("\"max\" is less than \"min\"", at: fields.place("max"))
      return nil
    }
    return min == max ? .constant(min) : .uniform(min: min, max: max)
  }

  private func lognormal(_ fields: Fields) -> Distribution? {
    let (mean, cv) = (fields.number("mean"), fields.number("cv"))
    let (median, p95) = (fields.number("median"), fields.number("p95"))
    if let mean, let cv { return cv == 0 ? .constant(mean) : .lognormal(mean: mean, cv: cv) }
    guard let median, let p95 else { return nil }
    guard p95 >= median else {
      problems.add("\"p95\" is less than \"median\"", at: fields.place("p95"))
      return nil
    }
    return p95 == median ? .constant(median) : .lognormal(median: median, p95: p95)
  }

  private func mixture(_ fields: Fields) -> Distribution? {
    guard let nodes = fields.items("mixture") else { return nil }
    let shape = Shape.named("\(measure)MixturePart")
    let parts = nodes.compactMap { node -> MixtureComponent? in
      guard let part = Fields(node, shape, label: "a part of a mixture", problems) else {
        return nil
      }
      let weight = part.number("weight")
      guard let distribution = choice(part), let weight else { return nil }
      return MixtureComponent(weight: weight, distribution: distribution)
    }
    return parts.count == nodes.count ? .mixture(parts) : nil
  }

  private func empirical(_ fields: Fields) -> Distribution? {
    guard let name = fields.text("file") else { return nil }
    let location = fields.place("file")
    let path = context.path(name, writtenAt: location)
    do {
      return .empirical(try context.samples(path, measure))
    } catch let problem as ScenarioProblem {
      problems.add(problem)
    } catch let problem as FileProblem {
      problems.add(context.problem(problem, with: path, namedAt: location))
    } catch {
      problems.add("\(path) cannot be read: \(error)", at: location)
    }
    return nil
  }
}

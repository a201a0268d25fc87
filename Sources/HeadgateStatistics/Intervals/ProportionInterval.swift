/// An interval for a probability, from successes in independent trials.
public enum ProportionInterval {
  /// Wilson's score interval (1927): near its level on average.
  public static func wilson(
    successes: Int, trials: Int, level: Double = 0.95
  ) -> (low: Double, high: Double) {
    check(successes, trials, level)
    let n = Double(trials)
    let share = Double(successes) / n
    let z = NormalDistribution.quantile(0.5 + level / 2)
    let denominator = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / denominator
    let half = z / denominator * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (
      successes == 0 ? 0 : max(0, centre - half), successes == trials ? 1 : min(1, centre + half)
    )
  }

  /// Clopper and Pearson's interval (1934), from the binomial tails themselves: never below its
  /// level.
  public static func clopperPearson(
    successes: Int, trials: Int, level: Double = 0.95
  ) -> (low: Double, high: Double) {
    check(successes, trials, level)
    let tail = (1 - level) / 2
    let (hits, misses) = (Double(successes), Double(trials - successes))
    let low =
      successes == 0
      ? 0
      : Root.rising(between: 0, and: 1) {
        IncompleteBeta.regularized($0, complement: 1 - $0, a: hits, b: misses + 1) - tail
      }
    let high =
      successes == trials
      ? 1
      : 1
        - Root.rising(between: 0, and: 1) {
          IncompleteBeta.regularized($0, complement: 1 - $0, a: misses, b: hits + 1) - tail
        }
    return (low, high)
  }

  private static func check(_ successes: Int, _ trials: Int, _ level: Double) {
    precondition(trials > 0, "a share needs a trial")
    precondition(successes >= 0 && successes <= trials, "successes are among the trials")
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
  }
}

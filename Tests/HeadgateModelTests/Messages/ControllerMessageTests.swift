import HeadgateModel
import Testing

@Suite struct ControllerMessageTests {
  static let golden = MessageGolden.cases(
    """
    ## settings of another algorithm
    +|controller: {preset: balanced, target: 1s, window: 2s}
    > sample.yaml:13:32: "target" is a setting of pi and minimum-delay, and the algorithm is watermark; settings of watermark: high, low, decrease, increase, interval, signal
    > sample.yaml:13:44: "window" is a setting of minimum-delay, and the algorithm is watermark; settings of watermark: high, low, decrease, increase, interval, signal

    ## settings that fixed has not
    +|controller: {algorithm: fixed, rate: 5/s, high: 0.5}
    > sample.yaml:13:43: "high" is a setting of watermark and aimd, and the algorithm is fixed; fixed has no settings of its own

    ## an unknown algorithm is all that is said
    +|controller: {algorithm: pid, rate: 5/s, target: 1s}
    > sample.yaml:13:25: "algorithm" is "pid", which is unknown; did you mean "pi"?

    ## increase as a factor and as a share
    +|controller: {algorithm: aimd, rate: 5/s, increase: 1.2}
    > sample.yaml:13:52: "increase" must be a share of the base rate, above 0% and at most 100%, not 1.2

    ## when an algorithm throttles
    +|controller: {preset: aws-adaptive, on: throttle}
    > sample.yaml:13:40: "on" is "throttle", which is unknown; did you mean "throttles"?

    ## a limiter's preset has no rate
    +|controller: {preset: vegas, burst: 5}
    > sample.yaml:13:13: "vegas" bounds concurrency alone: the controller needs a rate; write controller: {preset: balanced} or {rate: 50/s}

    ## a limit without an algorithm
    +|controller: {limit: {max: 5}}
    > sample.yaml:13:21: missing key "algorithm" in "limit"; write algorithm: vegas, or one of fixed, aimd, vegas, gradient2, failsafe

    ## bounds of a limit
    +|controller: {limit: {algorithm: vegas, min: 9, max: 3}}
    > sample.yaml:13:45: "min" is greater than "max": no limit is from 9 to 3

    ## where a limit starts
    +|controller: {limit: {algorithm: vegas, initial: 50, min: 1, max: 30}}
    > sample.yaml:13:49: "initial" is 50, and limits go from 1 to 30

    ## settings of another limit
    +|controller: {limit: {algorithm: gradient2, backoff: 0.5, alpha: 3}}
    > sample.yaml:13:44: "backoff" is a setting of aimd, and the algorithm is gradient2; settings of gradient2: smoothing, queueSize, longWindow, tolerance, window
    > sample.yaml:13:58: "alpha" is a setting of vegas, and the algorithm is gradient2; settings of gradient2: smoothing, queueSize, longWindow, tolerance, window

    ## vegas' two marks
    +|controller: {limit: {algorithm: vegas, alpha: 7}}
    > sample.yaml:13:47: "alpha" must be less than "beta"

    ## windows
    +|controller: {limit: {algorithm: vegas, window: {length: 5s, longest: 1s, size: 3}}}
    > sample.yaml:13:57: "length" is greater than "longest"
    > sample.yaml:13:74: unknown key "size" in "window"; keys: length, longest, samples, least

    ## failsafe's window
    +|controller: {limit: {algorithm: failsafe, window: none}}
    > sample.yaml:13:51: failsafe cannot do without a window; write window: {length: 1s, longest: 30s, samples: 50}, or take it out

    ## a word that is no limit
    +|controller: {limit: vegas}
    > sample.yaml:13:21: "limit" must be a mapping or none, not "vegas"

    """)

  @Test(arguments: golden)
  func `what is wrong with a controller is said with its place`(_ golden: MessageGolden) {
    #expect(golden.observed == golden.expected)
  }
}

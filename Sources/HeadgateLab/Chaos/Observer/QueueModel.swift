import HeadgateCore

/// The submission queue as rules Q1 and Q4 describe it: a line for each priority.
struct QueueModel {
  private struct Level {
    let priority: Int
    var line = JobLine()
  }

  private let aging: Nanoseconds?
  /// Highest priority first.
  private var levels: [Level] = []
  private(set) var count = 0

  init(aging: Nanoseconds?) { self.aging = aging }

  mutating func insert(_ job: Int, priority: Int) {
    count += 1
    let place = levels.firstIndex { $0.priority <= priority } ?? levels.count
    if place == levels.count || levels[place].priority != priority {
      levels.insert(Level(priority: priority), at: place)
    }
    levels[place].line.insert(job)
  }

  mutating func remove(_ job: Int, priority: Int) {
    guard let place = levels.firstIndex(where: { $0.priority == priority }) else { return }
    if levels[place].line.first == job {
      levels[place].line.removeFirst()
    } else if !levels[place].line.remove(job) {
      return
    }
    count -= 1
  }

  /// Whose turn it is. Within a priority the oldest has waited longest, so only the heads compete.
  func head(at now: Nanoseconds, accepted: (Int) -> Nanoseconds) -> Int? {
    var best: (job: Int, priority: Int)?
    for level in levels {
      guard let job = level.line.first else { continue }
      guard let aging else { return job }
      let priority = level.priority + Int((now - accepted(job)) / aging)
      if let found = best,
        found.priority > priority || (found.priority == priority && found.job < job)
      {
        continue
      }
      best = (job, priority)
    }
    return best?.job
  }

  /// The lowest-priority, youngest job.
  var victim: Int? { levels.last { !$0.line.isEmpty }?.line.last }
}

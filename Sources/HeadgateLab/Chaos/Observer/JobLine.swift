/// Jobs in line: a list whose front is taken often.
struct JobLine {
  private var jobs: [Int] = []
  private var head = 0

  var count: Int { jobs.count - head }
  var isEmpty: Bool { jobs.count == head }
  var first: Int? { isEmpty ? nil : jobs[head] }
  var last: Int? { isEmpty ? nil : jobs.last }

  mutating func append(_ job: Int) { jobs.append(job) }

  @discardableResult
  mutating func removeFirst() -> Int {
    head += 1
    let job = jobs[head - 1]
    if head > 64, head * 2 > jobs.count {
      jobs.removeFirst(head)
      head = 0
    }
    return job
  }

  /// Puts another in the place of a job, wherever it stands.
  mutating func replace(_ job: Int, with other: Int) {
    guard let place = jobs[head...].firstIndex(of: job) else { return }
    jobs[place] = other
  }

  /// Puts a job in its place among ascending ones.
  mutating func insert(_ job: Int) {
    var place = jobs.count
    while place > head, jobs[place - 1] > job { place -= 1 }
    jobs.insert(job, at: place)
  }

  /// Takes a job out wherever it stands; false where it does not stand here.
  mutating func remove(_ job: Int) -> Bool {
    guard let place = jobs[head...].firstIndex(of: job) else { return false }
    jobs.remove(at: place)
    return true
  }
}

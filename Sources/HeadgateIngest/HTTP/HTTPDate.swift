/// The dates of HTTP in their three forms (RFC 9110, section 5.6.7).
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Seconds since 1970 of a date; `nil` where it is none.
  ///
  /// The year of the RFC 850 form has two digits: 70 to 99 are of the twentieth century.
  static func seconds(_ text: String) -> Int64? {
    let parts = text.split { " ,-\t".contains($0) }.map { $0.lowercased() }
    switch parts.count {
    case 6 where parts[5] == "gmt" || parts[5] == "utc":
      return seconds(day: parts[1], month: parts[2], year: parts[3], time: parts[4])
    case 5: return seconds(day: parts[2], month: parts[1], year: parts[4], time: parts[3])
    default: return nil
    }
  }

  private static func seconds(day: String, month: String, year: String, time: String) -> Int64? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
    guard let day = Int64(day), 1...31 ~= day, let month = months.firstIndex(of: month),
      var year = Int64(year), 0...9999 ~= year, clock.count == 3, let hour = clock[0],
      0..<24 ~= hour, let minute = clock[1], 0..<60 ~= minute, let second = clock[2],
      0...60 ~= second
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    let days = days(year: year, month: Int64(month) + 1, day: day)
    return ((days * 24 + hour) * 60 + minute) * 60 + second
  }

  /// Days from 1 January 1970 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date
  /// algorithms": years begin in March, so that the leap day is a year's last).
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

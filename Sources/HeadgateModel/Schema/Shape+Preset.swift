extension Shape {
  static let settingsPreset = Shape(
    "preset", "a preset",
    [
      .required("schemaVersion", .integer(1...1), "1", "The version of this format."),
      .required("preset", .presetName, "tuned", "The preset's name, and its file's."),
      .optional("description", .text, "for bursts", "What it is for."),
      .optional(
        "provenance", .anything, "{space: {name: tuned}}", "Where it comes from; for people."),
      .required(
        "settings", .map(of: .anything),
        "{controller: {preset: balanced, rate: 60/s}}",
        "Settings of pipeline and controller, by path, applied in order."),
    ])
}

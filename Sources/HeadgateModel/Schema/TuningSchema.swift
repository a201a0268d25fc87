/// The JSON Schema of space files, made from the same definitions that read them.
public enum TuningSchema {
  /// JSON Schema 2020-12 of format 1; the same bytes in every build.
  public static var json: String {
    ScenarioSchema.json(
      of: .tuningSpace, title: "Headgate space, format 1",
      definitions: Shape.tuning.filter { $0.name != Shape.tuningSpace.name })
  }
}

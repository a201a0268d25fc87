extension RunResult {
  /// What the scenario asks, from its text; empty where that says nothing, or leaves it to the file
  /// that it extends.
  public var scenarioDescription: String {
    DocumentParser.parse(scenarioText, file: scenarioPath).root?["description"]?.scalar ?? ""
  }
}

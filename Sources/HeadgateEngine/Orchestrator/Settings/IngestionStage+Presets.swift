public import HeadgateModel

extension IngestionStage {
  /// An environment's three stages, with workers and batches as it has them.
  public static func preset(
    _ environment: EnvironmentPreset, chunk: StageBody<Item>, embed: StageBody<Item>,
    store: StageBody<Item>
  ) -> [IngestionStage] {
    zip(environment.stages, [chunk, embed, store]).map { IngestionStage($0, $1) }
  }
}

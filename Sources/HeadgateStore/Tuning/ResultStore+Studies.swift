public import HeadgateModel

extension ResultStore {
  /// The study of a key, with the candidates that it has looked at; a new one where there is none.
  ///
  /// - Parameter startedAt: When a new one starts.
  public func study(_ key: StudyKey, startedAt: String) throws(StoreError) -> StoredStudy {
    try write { database in
      let studies = StudyTables(database: database)
      return try studies.find(key.identity) ?? studies.insert(key, startedAt: startedAt)
    }
  }

  /// Keeps candidates, all of them or none. Those that the study has already are left as they are:
  /// another process came to the same.
  public func append(
    _ evaluations: [TuningEvaluation], to study: Int64
  ) throws(StoreError) {
    try append(evaluations, to: study) {}
  }

  /// Keeps candidates, and does `beforeCommit` when all is written and nothing committed.
  package func append(
    _ evaluations: [TuningEvaluation], to study: Int64, beforeCommit: () throws -> Void
  ) throws(StoreError) {
    try write { database in
      let studies = StudyTables(database: database)
      for evaluation in evaluations { try studies.insert(evaluation, of: study) }
      try beforeCommit()
    }
  }

  /// Notes how a study came out.
  public func finish(study: Int64, verdict: String) throws(StoreError) {
    try write { try StudyTables(database: $0).finish(study, verdict) }
  }

  /// Forgets the candidates of a study, so that it starts from nothing.
  public func restart(study: Int64) throws(StoreError) {
    try write { try StudyTables(database: $0).clear(study) }
  }
}

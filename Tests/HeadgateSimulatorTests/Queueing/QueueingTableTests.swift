import Testing

@Suite struct QueueingTableTests {
  @Test func everyExactValueIsEitherTestedOrHasAReasonNotToBe() {
    let tested = QueueingModel.all.flatMap { model in zip(model.values, model.figures) }
    for (known, figure) in tested { #expect(known.id == figure.id) }
    let exact = KnownValue.all.filter(\.isExact).map(\.id)
    #expect(Set(exact).count == exact.count)
    #expect((tested.map(\.0.id) + NotExpressible.reasons.keys).sorted() == exact.sorted())
  }

  @Test func valuesThatOnlyLongRunsNarrowDownAreValuesOfTheTable() {
    let tested = Set(QueueingModel.all.flatMap { $0.values.map(\.id) })
    #expect(Costly.ids.subtracting(tested).isEmpty)
  }

  @Test func noTwoModelsShareASeed() {
    #expect(Set(QueueingModel.all.map(\.seed)).count == QueueingModel.all.count)
  }
}

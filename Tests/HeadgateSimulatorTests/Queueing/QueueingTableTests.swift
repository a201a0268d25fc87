import Testing

@Suite("The table of known values")
struct QueueingTableTests {
  @Test("Every exact value is either tested or has a reason not to be")
  func isComplete() {
    let tested = QueueingModel.all.flatMap { model in zip(model.values, model.figures) }
    for (known, figure) in tested { #expect(known.id == figure.id) }
    let exact = KnownValue.all.filter(\.isExact).map(\.id)
    #expect(Set(exact).count == exact.count)
    #expect((tested.map(\.0.id) + NotExpressible.reasons.keys).sorted() == exact.sorted())
  }

  @Test("Values that only long runs narrow down are values of the table")
  func costlyValues() {
    let tested = Set(QueueingModel.all.flatMap { $0.values.map(\.id) })
    #expect(Costly.ids.subtracting(tested).isEmpty)
  }

  @Test("No two models share a seed")
  func seeds() {
    #expect(Set(QueueingModel.all.map(\.seed)).count == QueueingModel.all.count)
  }
}

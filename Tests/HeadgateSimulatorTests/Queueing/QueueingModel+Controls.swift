import HeadgateCore
import HeadgateModel

extension QueueingModel {
  /// What arrives in a replication. Closed clients and starts from empty have no such rate.
  var controls: [Control] {
    guard !isDeterministic, parameters.clients == nil, parameters.customers == nil else {
      return []
    }
    return arrivalControls + serviceControls
  }

  private var arrivalControls: [Control] {
    if let classes = parameters.classes {
      return classes.map { Self.arrivals($0.lambda, tag: "{workload: class\($0.priority)}") }
    }
    guard parameters.arrival != "deterministic" else { return [] }
    return [Self.arrivals(parameters.lambda ?? 1, tag: "")]
  }

  private static func arrivals(_ rate: Double, tag: String) -> Control {
    Control(name: "offered.rate" + tag, mean: rate) { $0.metric("offered.rate" + tag) }
  }

  private var serviceControls: [Control] {
    if let classes = parameters.classes {
      return classes.map {
        let name = "time.service{workload: class\($0.priority)}"
        return Control(name: name, mean: 1 / $0.mu) { $0.metric(name) }
      }
    }
    guard parameters.tokenRate == nil, parameters.service != "deterministic" else { return [] }
    return stages.flatMap { stage -> [Control] in
      let name = "\(stage.name).service"
      let time = parameters.maxBatch == nil ? stage.service.perItem : stage.service.base
      guard let mean = time.mean, mean > 0 else { return [] }
      var controls = [Control(name: name, mean: mean / 1e9) { $0.metric(name + ".mean") }]
      if let square = parameters.serviceScv.map({ $0 + 1 }), square > 2 {
        controls.append(
          Control(name: name + " squared", mean: square) { $0.histogram(name)?.meanSquare })
      }
      return controls
    }
  }
}

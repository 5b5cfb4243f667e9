import CaseModel

/// One value for each of the two partners.
struct Pair<Value> {
    var a: Value
    var b: Value

    init(_ a: Value, _ b: Value) {
        (self.a, self.b) = (a, b)
    }

    subscript(partner: Partner) -> Value {
        get {
            switch partner {
            case .a: a
            case .b: b
            }
        }
        set {
            switch partner {
            case .a: a = newValue
            case .b: b = newValue
            }
        }
    }
}

extension Pair: Sendable where Value: Sendable {}

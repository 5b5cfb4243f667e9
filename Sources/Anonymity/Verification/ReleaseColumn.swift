/// What one column of a released file may hold and must keep; the list of these is the allow-list, in the file's order.
package struct ReleaseColumn: Sendable, Equatable, Codable {
    package enum Role: String, Sendable, Codable {
        /// Somebody could know it: the column counts in k.
        case known
        /// Nobody should learn it: the column has rules of its own.
        case sensitive
        case other
        /// Fresh random ids, never the same twice.
        case identifier
    }

    /// Whole numbers at equal steps: every interval between its points may stand in a cell.
    package struct Grid: Sendable, Equatable, Codable {
        package let lowest: Int
        package let highest: Int
        package let step: Int

        package init(lowest: Int, highest: Int, step: Int) {
            (self.lowest, self.highest, self.step) = (lowest, highest, step)
        }
    }

    /// What every class must keep of a sensitive column; nil asks nothing.
    package struct Rules: Sendable, Equatable, Codable {
        package enum Distance: String, Sendable, Codable {
            case equal, ordered, numeric
        }

        package let distinct: Int?
        package let entropy: Double?
        package let closeness: Double?
        package let distance: Distance
        /// The order of the values, where the distance is `ordered`.
        package let order: [String]?

        package init(
            distinct: Int? = nil, entropy: Double? = nil, closeness: Double? = nil, distance: Distance = .equal,
            order: [String]? = nil
        ) {
            (self.distinct, self.entropy, self.closeness) = (distinct, entropy, closeness)
            (self.distance, self.order) = (distance, order)
        }
    }

    package let name: String
    package let role: Role
    /// The labels a cell may hold, byte for byte; nil where there is a grid or anything may stand.
    package let labels: [String]?
    package let grid: Grid?
    /// So many ASCII letters and digits.
    package let identifierLength: Int?
    package let rules: Rules?

    package init(
        _ name: String, role: Role, labels: [String]? = nil, grid: Grid? = nil, identifierLength: Int? = nil,
        rules: Rules? = nil
    ) {
        (self.name, self.role, self.labels, self.grid) = (name, role, labels, grid)
        (self.identifierLength, self.rules) = (identifierLength, rules)
    }

    /// A column of published labels.
    package init(_ name: String, labels: Set<String>, isQuasiIdentifier: Bool, rules: Rules? = nil) {
        self.init(
            name, role: isQuasiIdentifier ? .known : rules == nil ? .other : .sensitive, labels: labels.sorted(),
            rules: rules)
    }

    /// A column of random ids, which never counts in k.
    package init(identifier name: String, length: Int) {
        self.init(name, role: .identifier, identifierLength: length)
    }

    var isQuasiIdentifier: Bool { role == .known }
}

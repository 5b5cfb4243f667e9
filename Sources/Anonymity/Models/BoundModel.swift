import Glibc

/// A privacy model bound to a table: judges a class by its size and by how often each sensitive value occurs in it.
///
/// The counts of all sensitive columns lie in one list, one run a column, in the order of the values' ranks.
struct BoundModel: Sendable {
    struct Column: Sendable {
        let rule: SensitiveColumn
        /// Where the column stands in the table.
        let index: Int
        let rankOfCode: [UInt32]
        /// Where the column's counts begin.
        let start: Int
        /// Each rank's share of the whole table.
        let shares: [Double]
        /// Ranks that occur; those that do not take no part in the distance.
        let occurring: Int
    }

    /// What rounding may cost: two sums of the same shares in another order differ by less.
    fileprivate static let margin = 1e-9

    let k: Int
    let columns: [Column]
    /// Length of the list of counts.
    let countLength: Int

    /// Checks the model and binds it. `onlyAsked` leaves out the columns of which nothing is asked; `released` are the
    /// rows whose shares count, all where it is nil.
    init(
        _ model: PrivacyModel, of table: Table, onlyAsked: Bool = false, released: [UInt32]? = nil
    ) throws(AnonymityError) {
        guard model.k >= 2 else { throw .classSizeTooSmall(model.k) }
        k = model.k
        var columns: [Column] = []
        var start = 0
        for rule in model.sensitive {
            guard let index = table.columns.firstIndex(where: { $0.name == rule.column }) else {
                throw .unknownColumn(rule.column)
            }
            guard !columns.contains(where: { $0.index == index }) else { throw .repeatedSensitiveColumn(rule.column) }
            try Self.check(rule, values: table.columns[index].vocabulary.count, rows: table.rowCount)
            if onlyAsked, !rule.asksSomething { continue }
            let column = try Column(rule, table.columns[index], at: index, start: start, released: released)
            start += column.shares.count
            columns.append(column)
        }
        self.columns = columns
        countLength = start
    }

    private static func check(_ rule: SensitiveColumn, values: Int, rows: Int) throws(AnonymityError) {
        guard rule.distinct >= 1 else { throw .diversityOutOfRange(column: rule.column, Double(rule.distinct)) }
        guard rule.entropy >= 1, rule.entropy.isFinite else {
            throw .diversityOutOfRange(column: rule.column, rule.entropy)
        }
        if let t = rule.closeness, !(0...1).contains(t) { throw .closenessOutOfRange(column: rule.column, t) }
        guard rows == 0 || values >= rule.distinct else {
            throw .tooFewValues(column: rule.column, values: values, l: rule.distinct)
        }
    }

    /// Whether a class may stand.
    func allows(rows: Int, counts: some RandomAccessCollection<Int32>) -> Bool {
        guard rows >= k else { return false }
        return columns.allSatisfy { column in
            let base = counts.index(counts.startIndex, offsetBy: column.start)
            return column.allows(rows: rows, counts[base..<counts.index(base, offsetBy: column.shares.count)])
        }
    }
}

extension BoundModel {
    /// Whether some part of a class could stand, for all that the number of different values says.
    func allowsParts(counts: ArraySlice<Int32>) -> Bool {
        columns.allSatisfy { column in
            let base = counts.startIndex + column.start
            return Self.distinct(counts[base..<base + column.shares.count]) >= column.rule.distinct
        }
    }
}

extension BoundModel.Column {
    init(
        _ rule: SensitiveColumn, _ column: Table.Column, at index: Int, start: Int, released: [UInt32]?
    ) throws(AnonymityError) {
        self.rule = rule
        self.index = index
        self.start = start
        // values of the whole file that this part of it does not have come after its own
        let others = rule.whole.map { Set($0.keys).subtracting(column.vocabulary).sorted() } ?? []
        let values = column.vocabulary + others
        let ranks = try Self.ranks(of: values, in: column.name, by: rule.distance)
        rankOfCode = Array(ranks.prefix(column.vocabulary.count))
        var counts = Array(repeating: 0, count: values.count)
        if let whole = rule.whole {
            for (place, value) in values.enumerated() { counts[place] = whole[value] ?? 0 }
        } else if let released {
            for row in released { counts[Int(column.codes[row: Int(row)])] += 1 }
        } else {
            column.codes.visit { _, code in counts[Int(code)] += 1 }
        }
        let rows = counts.reduce(0, +)
        var shares = Array(repeating: 0.0, count: counts.count)
        for (place, count) in counts.enumerated() {
            shares[Int(ranks[place])] = Double(count) / Double(max(rows, 1))
        }
        self.shares = shares
        occurring = counts.count { $0 > 0 }
    }

    private static func ranks(
        of values: [String], in name: String, by distance: SensitiveColumn.Distance
    ) throws(AnonymityError) -> [UInt32] {
        let codes = values.indices
        var order = Array(codes)
        switch distance {
        case .equal: break
        case .ordered(let values):
            var placeOfValue: [String: Int] = [:]
            for (place, value) in values.enumerated() where placeOfValue[value] == nil { placeOfValue[value] = place }
            var places: [Int] = []
            for value in values {
                guard let place = placeOfValue[value] else { throw .valueNotInOrder(column: name, value: value) }
                places.append(place)
            }
            order.sort { places[$0] < places[$1] }
        case .numeric:
            var numbers: [Double] = []
            for value in values {
                guard let number = Double(value), number.isFinite else {
                    throw .valueNotANumber(column: name, value: value)
                }
                numbers.append(number)
            }
            order.sort { (numbers[$0], $0) < (numbers[$1], $1) }
        }
        var ranks: [UInt32] = Array(repeating: 0, count: codes.count)
        for (rank, code) in order.enumerated() { ranks[code] = UInt32(rank) }
        return ranks
    }

    /// Whether a class with these counts keeps the rule.
    func allows(rows: Int, _ counts: some RandomAccessCollection<Int32>) -> Bool {
        if rule.distinct > 1, BoundModel.distinct(counts) < rule.distinct { return false }
        if rule.entropy > 1, BoundModel.entropy(counts, rows: rows) < rule.entropy - BoundModel.margin { return false }
        if let t = rule.closeness, closeness(counts, rows: rows) > t + BoundModel.margin { return false }
        return true
    }

    /// How far the class is from the whole table.
    func closeness(_ counts: some RandomAccessCollection<Int32>, rows: Int) -> Double {
        var difference = 0.0
        let whole = 1 / Double(rows)
        if case .equal = rule.distance {
            for (count, share) in zip(counts, shares) { difference += abs(Double(count) * whole - share) }
            return difference / 2
        }
        var sum = 0.0
        for (count, share) in zip(counts, shares) {
            sum += Double(count) * whole - share
            if share > 0 { difference += abs(sum) }
        }
        return difference / Double(max(occurring - 1, 1))
    }
}

extension BoundModel {
    static func distinct(_ counts: some Collection<Int32>) -> Int {
        var distinct = 0
        for count in counts where count > 0 { distinct += 1 }
        return distinct
    }

    /// The exponential of the entropy of the counts.
    static func entropy(_ counts: some Collection<Int32>, rows: Int) -> Double {
        var sum = 0.0
        for count in counts where count > 1 { sum += Double(count) * log(Double(count)) }
        return exp(log(Double(rows)) - sum / Double(rows))
    }
}

import Glibc

/// Counts the values of one sensitive column in each class, and judges every class at the end.
///
/// Written against the definitions, on sparse counts, and knows nothing of the recoders.
struct ValueCounter {
    private struct Pair: Hashable {
        let inClass: Int
        let value: Int
    }

    private var rowsOfPair: [Pair: Int] = [:]
    private var rowsOfValue: [Int] = []
    // The class being read, value by value, and which of them occur.
    private var present = -1
    private var rowsHere: [Int] = []
    private var valuesHere: [Int] = []

    mutating func add(_ value: Int, inClass number: Int) {
        if number != present {
            flush()
            present = number
        }
        while rowsHere.count <= value { rowsHere.append(0) }
        if rowsHere[value] == 0 { valuesHere.append(value) }
        rowsHere[value] += 1
    }

    /// A row of a class that is not counted here: it belongs to the whole all the same.
    mutating func add(_ value: Int) {
        while rowsOfValue.count <= value { rowsOfValue.append(0) }
        rowsOfValue[value] += 1
    }

    private mutating func flush() {
        for value in valuesHere {
            rowsOfPair[Pair(inClass: present, value: value), default: 0] += rowsHere[value]
            while rowsOfValue.count <= value { rowsOfValue.append(0) }
            rowsOfValue[value] += rowsHere[value]
            rowsHere[value] = 0
        }
        valuesHere.removeAll(keepingCapacity: true)
    }

    /// What each class has of the column: different values, the exponential of their entropy, distance from all rows.
    struct Found {
        var distinct: Int
        var entropy: Double
        var closeness: Double
    }

    /// `keyOfValue` orders the values; nil where all are as far apart.
    mutating func judge(_ classes: [ClassCounter.Class], keyOfValue: [Double]?) -> [Found] {
        flush()
        let total = Double(rowsOfValue.reduce(0, +))
        var valuesOfClass: [[(value: Int, rows: Int)]] = Array(repeating: [], count: classes.count)
        for (pair, rows) in rowsOfPair { valuesOfClass[pair.inClass].append((pair.value, rows)) }
        // Only values that occur have a rank.
        var order = rowsOfValue.indices.filter { rowsOfValue[$0] > 0 }
        if let keyOfValue { order.sort { (keyOfValue[$0], $0) < (keyOfValue[$1], $1) } }
        var rankOfValue = Array(repeating: 0, count: rowsOfValue.count)
        for (rank, value) in order.enumerated() { rankOfValue[value] = rank }
        let whole = order.map { Double(rowsOfValue[$0]) / total }
        return valuesOfClass.map { values in
            let rows = Double(values.reduce(0) { $0 + $1.rows })
            // Sorted, so that the sums are the same in every run.
            let here = values.map { (rank: rankOfValue[$0.value], share: Double($0.rows) / rows) }
                .sorted { $0.rank < $1.rank }
            let entropy = here.reduce(0) { $0 - $1.share * log($1.share) }
            return Found(
                distinct: values.count, entropy: exp(entropy),
                closeness: keyOfValue == nil ? Self.equalDistance(here, whole) : Self.orderedDistance(here, whole))
        }
    }

    private static func equalDistance(_ here: [(rank: Int, share: Double)], _ whole: [Double]) -> Double {
        var more = 0.0
        for (rank, share) in here where share > whole[rank] {
            more += share - whole[rank]
        }
        return more
    }

    private static func orderedDistance(_ here: [(rank: Int, share: Double)], _ whole: [Double]) -> Double {
        var shares = Array(repeating: 0.0, count: whole.count)
        for (rank, share) in here { shares[rank] = share }
        var carried = 0.0
        var work = 0.0
        for (share, goal) in zip(shares, whole) {
            carried += share - goal
            work += abs(carried)
        }
        return whole.count > 1 ? work / Double(whole.count - 1) : 0
    }
}

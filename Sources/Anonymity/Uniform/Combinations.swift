/// The different combinations of quasi-identifier values in a table, and how many rows have each.
///
/// Stored as shared suffixes: suffix 0 is a whole combination, suffix i its columns from the i-th on, each a code and
/// the number of the next suffix. Two classes that agree so far and share the suffix can be merged for good, so
/// a search that settles the columns one by one works on ever fewer entries and never reads a row again.
struct Combinations {
    struct Step {
        /// For each suffix from this column on: the column's code, and the number of the suffix after it.
        var codeOfSuffix: [UInt32] = []
        var nextOfSuffix: [UInt32] = []
    }

    let rowCount: Int
    private(set) var steps: [Step]
    private(set) var rowsOfCombination: [UInt32] = []

    /// Counts the columns given, in that order: the most telling first keeps the suffixes few.
    init(of table: Table, columns: [Int]) {
        rowCount = table.rowCount
        steps = Array(repeating: Step(), count: columns.count)
        var suffixOfRow: [UInt32] = Array(repeating: 0, count: table.rowCount)
        var suffixCount = 1
        for (place, index) in columns.enumerated().reversed() {
            let column = table.columns[index]
            var numbering = PairNumbering(
                firstCount: suffixCount, secondCount: column.vocabulary.count, expected: table.rowCount)
            var step = Step()
            column.codes.visit { row, code in
                let next = suffixOfRow[row]
                let number = numbering.number(next, code)
                if Int(number) == step.codeOfSuffix.count {
                    step.codeOfSuffix.append(code)
                    step.nextOfSuffix.append(next)
                }
                suffixOfRow[row] = number
            }
            suffixCount = numbering.count
            steps[place] = step
        }
        rowsOfCombination = Array(repeating: 0, count: suffixCount)
        for suffix in suffixOfRow { rowsOfCombination[Int(suffix)] += 1 }
    }

    /// The code that each combination has in the column at `place`.
    func codes(at place: Int) -> [UInt32] {
        var suffixes = Array(UInt32(0)..<UInt32(rowsOfCombination.count))
        for step in steps[..<place] {
            for index in suffixes.indices { suffixes[index] = step.nextOfSuffix[Int(suffixes[index])] }
        }
        let codes = steps[place].codeOfSuffix
        return suffixes.map { codes[Int($0)] }
    }
}

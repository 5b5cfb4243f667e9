/// What a release risks and what it lost, as plain numbers.
///
/// Risks are probabilities of a correct link for an adversary who knows every quasi-identifier of a row
/// (El Emam, Guide to the De-Identification of Personal Health Information, 2013).
package struct RiskReport: Sendable, Equatable, Codable {
    /// Loss of one quasi-identifier.
    package struct Column: Sendable, Equatable, Codable {
        package let name: String
        /// The level of the whole file and the highest there is; nil where labels differ from class to class.
        package let level: Int?
        package let top: Int?
        /// Normalised certainty penalty, mean over all original rows.
        package let loss: Double

        package init(name: String, level: Int?, top: Int?, loss: Double) {
            (self.name, self.level, self.top, self.loss) = (name, level, top, loss)
        }
    }

    /// Classes whose size is from `smallest` to `largest`, both included.
    package struct Bin: Sendable, Equatable, Codable {
        package let smallest: Int
        package let largest: Int
        package let classes: Int
        package let rows: Int
    }

    package let k: Int
    package let originalRows: Int
    package let releasedRows: Int
    package let suppressedRows: Int
    /// Share of the original rows left out, 0 to 1.
    package let suppressedShare: Double
    package let classes: Int
    package let smallestClass: Int
    /// Middle class size; the mean of the two middle ones when their number is even.
    package let medianClass: Double
    package let largestClass: Int
    /// Classes by size, in bins that double: k to 2k-1, 2k to 4k-1, and so on. Empty bins between are kept.
    package let histogram: [Bin]
    /// The highest risk of a row whose presence in the release is known: 1 / smallest class.
    package let prosecutorRisk: Double
    /// The highest risk of a row whose presence is not known: 1 / smallest class of the population it was drawn from.
    ///
    /// There is no table of that population, so this is its upper bound, reached when the release is all of it: a
    /// class in the population is never smaller than in the release, so the bound equals `prosecutorRisk`.
    package let journalistRisk: Double
    /// The share of released rows that an adversary who links all of them gets right by chance: classes / rows.
    package let marketerRisk: Double
    /// Normalised certainty penalty over all cells (Xu et al., KDD 2006; for labels the loss metric of Iyengar,
    /// KDD 2002): 0 nothing lost, 1 nothing said.
    package let loss: Double
    package let columns: [Column]
    /// Discernibility (Bayardo and Agrawal, ICDE 2005): sum of squared class sizes, plus the number of original rows
    /// for each row left out.
    package let discernibility: Int
    /// Rows a class / k (LeFevre, DeWitt and Ramakrishnan, ICDE 2006); 1 is the best there is.
    package let averageClassSize: Double

    /// Reads the figures off a recoding.
    package init(_ recoding: Recoding) {
        self.init(
            k: recoding.k, suppressedRows: recoding.suppressedRows,
            classesOfSize: recoding.classSizes.reduce(into: [:]) { $0[$1, default: 0] += 1 },
            columns: recoding.columns.map { Column(name: $0.name, level: $0.level, top: $0.top, loss: $0.loss) },
            loss: recoding.loss)
    }

    /// `classesOfSize` are the classes of the whole file by their rows.
    package init(k: Int, suppressedRows: Int = 0, classesOfSize: [Int: Int], columns: [Column], loss: Double) {
        let sizes = classesOfSize.sorted { $0.key < $1.key }
        let count = sizes.reduce(0) { $0 + $1.value }
        let rows = sizes.reduce(0) { $0 + $1.key * $1.value }
        (self.k, self.suppressedRows, self.columns, self.loss) = (k, suppressedRows, columns, loss)
        originalRows = rows + suppressedRows
        releasedRows = rows
        suppressedShare = Double(suppressedRows) / Double(max(rows + suppressedRows, 1))
        classes = count
        smallestClass = sizes.first?.key ?? 0
        largestClass = sizes.last?.key ?? 0
        medianClass = Double(Self.size(at: count / 2, sizes) + Self.size(at: (count - 1) / 2, sizes)) / 2
        histogram = Self.histogram(sizes, k: k)
        prosecutorRisk = sizes.first.map { 1 / Double($0.key) } ?? 0
        journalistRisk = prosecutorRisk
        marketerRisk = Double(count) / Double(max(rows, 1))
        discernibility = sizes.reduce(suppressedRows * (rows + suppressedRows)) { $0 + $1.key * $1.key * $1.value }
        averageClassSize = Double(rows) / Double(max(count, 1)) / Double(k)
    }

    /// The size of the class at a place, were they laid out from the smallest to the largest.
    private static func size(at place: Int, _ sizes: [(key: Int, value: Int)]) -> Int {
        var left = place
        for (size, classes) in sizes {
            if left < classes { return size }
            left -= classes
        }
        return 0
    }

    private static func histogram(_ sizes: [(key: Int, value: Int)], k: Int) -> [Bin] {
        var bins: [Bin] = []
        var rest = sizes[...]
        var smallest = k
        while !rest.isEmpty {
            let inside = rest.prefix { $0.key < smallest * 2 }
            bins.append(
                Bin(
                    smallest: smallest, largest: smallest * 2 - 1, classes: inside.reduce(0) { $0 + $1.value },
                    rows: inside.reduce(0) { $0 + $1.key * $1.value }))
            rest = rest.dropFirst(inside.count)
            smallest *= 2
        }
        return bins
    }
}

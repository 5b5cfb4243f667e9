extension ReleaseReport {
    /// Under this many couples rows say little, and tables are the honest product.
    package static let smallPractice = 1_000

    /// What a practice of fewer couples is told, with the figures of its own file.
    static func smallPracticeNote(_ couples: Int, loss: Double, queryError: Double) -> String {
        func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
        return "This file holds \(couples) couples. Under about \(smallPractice), tables (--profile public) are the "
            + "honest product: here the known columns have lost \(percent(loss)) % of what they could tell, and a count "
            + "over two of them is off by \(percent(queryError)) % in the middle."
    }
}

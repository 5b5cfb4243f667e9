import Anonymity
import Testing

@Suite("The risk report counts as its definitions say")
struct RiskReportTests {
    @Test("figures of a table small enough to count by hand")
    func byHand() throws {
        var builder = try TableBuilder(columns: ["c"])
        for (value, count) in [("a", 2), ("b", 3), ("d", 9), ("z", 1)] {
            for _ in 0..<count { try builder.append([value]) }
        }
        let hierarchy = try Hierarchy(flat: ["a", "b", "d", "z"])
        let recoding = try Recoder(PrivacyModel(k: 2), method: .uniform, suppressionLimit: 0.1)
            .recode(builder.finish(), quasiIdentifiers: [QuasiIdentifier(column: "c", hierarchy: hierarchy)])
        let report = RiskReport(recoding)

        #expect(report.originalRows == 15)
        #expect(report.releasedRows == 14)
        #expect(report.suppressedRows == 1)
        #expect(abs(report.suppressedShare - 1.0 / 15) < 1e-12)
        #expect(report.classes == 3)
        #expect(report.smallestClass == 2)
        #expect(report.medianClass == 3)
        #expect(report.largestClass == 9)
        #expect(
            report.histogram.map { [$0.smallest, $0.largest, $0.classes, $0.rows] } == [
                [2, 3, 2, 5], [4, 7, 0, 0], [8, 15, 1, 9],
            ])
        #expect(report.prosecutorRisk == 0.5)
        #expect(report.journalistRisk == 0.5)
        #expect(abs(report.marketerRisk - 3.0 / 14) < 1e-12)
        #expect(report.discernibility == 4 + 9 + 81 + 15)
        #expect(abs(report.averageClassSize - 14.0 / 3 / 2) < 1e-12)
        #expect(abs(report.loss - 1.0 / 15) < 1e-8)
        #expect(report.columns.map(\.name) == ["c"])
        #expect(report.columns.map(\.loss) == [report.loss])
    }
}

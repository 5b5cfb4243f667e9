import Anonymity
import FoundationEssentials
import Subprocess
import SystemPackage
import TestSupport

/// Loss and query error on Adult by an independent scorer, the lattice search against the whole lattice, and the exact
/// discrete Gaussian. Needs no database.
struct AnonymityMeasures: Sendable {
    private let server: BenchServer
    private let workplace: Workplace
    private static let draws = 1_000_000

    init(_ server: BenchServer, _ workplace: Workplace) {
        (self.server, self.workplace) = (server, workplace)
    }

    func run(_ report: Report) async throws {
        try draw(report)
        guard let adult = try AdultFile() else {
            return say("Adult is not on this machine: set TROTH_SHARED to the folder that holds data/adult; left out.")
        }
        for (k, distinct, loss, error) in [(5, 1, 0.065, 0.080), (10, 1, 0.100, 0.150), (5, 2, 0.040, 0.060)] {
            try await fine(adult, k, distinct, loss, error, report)
        }
        for percent in [1.0, 100] { try await uniform(adult, percent, report) }
    }

    private func fine(
        _ adult: AdultFile, _ k: Int, _ distinct: Int, _ loss: Double, _ error: Double, _ report: Report
    ) async throws {
        let known = distinct > 1 ? AdultFile.columns.filter { $0 != "occupation" } : AdultFile.columns
        let sensitive = distinct > 1 ? [SensitiveColumn("occupation", distinct: distinct)] : []
        let identifiers = try adult.identifiers(known)
        let start = ContinuousClock.now
        let recoding = try Recoder(PrivacyModel(k: k, sensitive: sensitive))
            .recode(adult.table, quasiIdentifiers: identifiers)
        let time = (ContinuousClock.now - start) / .seconds(1)
        var bytes: [UInt8] = []
        var random = SystemEntropy()
        try ReleaseWriter(recoding, of: identifiers, format: .csv(separator: UInt8(ascii: ";")))
            .write(shuffledBy: &random) { bytes += $0 }
        let path = workplace.folder + "/adult.csv"
        try Data(bytes).write(to: URL(filePath: path))
        let lines = try await server.run(
            .path(.init(workplace.python)),
            [
                adult.scorer, adult.folder + "/adult.csv", ";", path, ";", known.joined(separator: ","), "age", "\(k)",
                distinct > 1 ? "occupation" : "-", adult.folder + "/adult_hierarchy_",
            ], database: "postgres")
        func scored(_ name: String) throws -> Double {
            let text = lines.last?.split(separator: "|").first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
            guard let value = text.flatMap({ Double($0) }) else { throw BenchError("no \(name) in \(lines)") }
            return value
        }
        let name = "Adult, fine, k \(k)" + (distinct > 1 ? ", l \(distinct)" : "")
        let (lost, missed, left) = (try scored("NCPh"), try scored("QE"), try scored("supp%"))
        let (smallest, values) = (try scored("k"), distinct == 1 ? 1 : try scored("l"))
        guard left == 0, smallest >= Double(k), values >= Double(distinct) else {
            throw BenchError("\(name) does not keep its model: \(lines)")
        }
        report.add(
            name + ", loss (NCPh), nothing left out", ratio: lost / loss, ours: lost.decimals(4),
            reference: loss.decimals(3), n: 1, .atMost(1))
        report.add(
            name + ", median query error", ratio: missed / error, ours: missed.decimals(4),
            reference: error.decimals(3), n: 400, .atMost(1))
        say("  recoded in \(time.decimals(2)) s")
    }

    private func uniform(_ adult: AdultFile, _ percent: Double, _ report: Report) async throws {
        let identifiers = try adult.identifiers(AdultFile.columns, numericAge: true)
        var recoding: Recoding?
        let ours = try await (0..<3).asyncMap { _ in
            try await seconds {
                recoding = try Recoder(PrivacyModel(k: 5), method: .uniform, suppressionLimit: percent / 100)
                    .recode(adult.table, quasiIdentifiers: identifiers)
            }
        }
        let lattice = WholeLattice(
            adult.table, identifiers,
            hierarchies: try AdultFile.columns.map { try adult.hierarchy($0) }, numeric: ["age"])
        var best = (loss: 0.0, levels: [Int](), nodes: 0)
        let reference = try await seconds {
            best = lattice.best(k: 5, allowance: Int(percent / 100 * Double(adult.table.rowCount)))
        }
        guard let recoding, abs(recoding.loss - best.loss) < 1e-8 else {
            throw BenchError(
                "uniform finds \(recoding?.loss ?? .nan), the whole lattice \(best.loss) at \(best.levels)")
        }
        report.add(
            "Adult, uniform, k 5, \(percent.decimals(0)) % may be left out: same loss "
                + "\(best.loss.decimals(4)) as all \(best.nodes) nodes", ratio: reference / median(ours),
            ours: "\((median(ours) * 1000).decimals(0)) ms", reference: "\(reference.decimals(1)) s", n: ours.count,
            .atLeast(10))
    }

    private func draw(_ report: Report) throws {
        guard let variance = Rational(40) else { return }
        let gaussian = DiscreteGaussian(variance: variance)
        var words = RandomWords(SystemEntropy())
        var rates: [Double] = []
        var values: [Double] = []
        for _ in 0..<5 {
            var counts = [Int32](repeating: 0, count: 513)
            let start = ContinuousClock.now
            for _ in 0..<Self.draws { counts[max(min(gaussian.draw(&words), 256), -256) + 256] += 1 }
            rates.append(Double(Self.draws) / ((ContinuousClock.now - start) / .seconds(1)))
            let seen = Dictionary(uniqueKeysWithValues: counts.indices.map { ($0 - 256, Int(counts[$0])) })
            values.append(ChiSquare.pValue(counts: seen, draws: Self.draws, variance: 40))
        }
        report.add(
            "exact discrete Gaussian draws, variance 40", ratio: median(rates) / 1_000_000,
            ours: "\(median(rates).grouped)/s", reference: "1,000,000/s", n: rates.count, .atLeast(1))
        // of five honest samples the least p is above .001 in 995 runs of 1,000; the middle one practically always
        report.add(
            "the same: chi-square p over 1,000,000 draws, middle of five", ratio: median(values) / 0.001,
            ours: median(values).decimals(3), reference: "0.001", n: values.count, .above(1))
    }
}

extension Range<Int> {
    fileprivate func asyncMap<Answer>(_ work: (Int) async throws -> Answer) async rethrows -> [Answer] {
        var answers: [Answer] = []
        for index in self { answers.append(try await work(index)) }
        return answers
    }
}

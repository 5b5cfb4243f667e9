import Anonymity
import FoundationEssentials

/// The 30,162 census rows of Adult with the hierarchies that ARX distributes, and an independent scorer: where the
/// machine has them, in `TROTH_SHARED` or a folder `shared` above the project, which keeps no copy.
struct AdultFile {
    static let columns = [
        "sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation",
    ]

    let folder: String
    let scorer: String
    let table: Table

    /// Nil where they are not.
    init?() throws {
        var candidates = [ProcessInfo.processInfo.environment["TROTH_SHARED"]].compactMap(\.self)
        var parts = #filePath.split(separator: "/").dropLast(3)
        while !parts.isEmpty {
            parts.removeLast()
            candidates.append("/" + (parts + ["shared"]).joined(separator: "/"))
        }
        let files = FileManager.default
        guard let shared = candidates.first(where: { files.isReadableFile(atPath: $0 + "/data/adult/adult.csv") })
        else { return nil }
        folder = shared + "/data/adult"
        scorer = shared + "/bench/anonymity_score.py"
        let lines = String(decoding: try Data(contentsOf: URL(filePath: folder + "/adult.csv")), as: UTF8.self)
            .split(whereSeparator: \.isNewline).map { $0.split(separator: ";", omittingEmptySubsequences: false) }
        let places = Self.columns.compactMap { name in lines[0].firstIndex { $0 == name } }
        var builder = try TableBuilder(columns: Self.columns)
        for line in lines.dropFirst() { try builder.append(places.map { String(line[$0]) }) }
        table = builder.finish()
    }

    func hierarchy(_ column: String, measure: Hierarchy.Measure = .leaves) throws -> Hierarchy {
        let path = "\(folder)/adult_hierarchy_\(column).csv"
        return try Hierarchy(text: Array(try Data(contentsOf: URL(filePath: path))), measure: measure)
    }

    func identifiers(_ columns: [String], numericAge: Bool = false) throws -> [QuasiIdentifier] {
        try columns.map {
            QuasiIdentifier(
                column: $0, hierarchy: try hierarchy($0, measure: $0 == "age" && numericAge ? .interval : .leaves))
        }
    }
}

import Crypto
import FoundationEssentials

/// How the columns of a file become the fields of cases: a small JSON5 file that a person writes.
///
/// Described in docs/how-to/import-a-caseload.md.
package struct CaseloadMapping: Sendable {
    let name: String
    let separator: UInt8
    let rules: [(field: MappedField, rule: FieldRule)]
    let sha256: String

    /// The mapping's text is not longer than this many bytes.
    private static let longest = 1 << 20

    /// Reads a mapping and checks what can be checked without the file it is for.
    package init(_ source: some ByteSource) throws(CaseworkError) {
        name = source.name
        var bytes: [UInt8] = []
        var reader = try source.open()
        while let chunk = try reader.next() {
            bytes.append(contentsOf: chunk)
            if bytes.count > Self.longest { throw Self.mistake(name, "it is longer than 1 MiB; is it the right file?") }
        }
        sha256 = hexadecimal(Array(SHA256.hash(data: bytes)))
        let content = try Self.decoded(bytes, name: name)
        guard let separator = Array(content.separator.utf8).first, content.separator.utf8.count == 1,
            separator < 0x80, ![0, 0x0A, 0x0D, 0x22].contains(separator)
        else { throw Self.mistake(name, "separator is one ASCII character, and neither a quote nor a line end") }
        self.separator = separator
        var rules: [(field: MappedField, rule: FieldRule)] = []
        for (key, rule) in content.fields.sorted(by: { $0.key < $1.key }) {
            guard let field = MappedField(rawValue: key) else {
                let known = MappedField.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.mistake(name, "the field \(key) is unknown; there are \(known)")
            }
            for text in rule.fixedResults {
                var draft = CaseDraft()
                do {
                    try draft.fill(field, with: text)
                } catch {
                    throw Self.mistake(name, "the field \(key) would get a value that is \(error.text)")
                }
            }
            rules.append((field, rule))
        }
        let mapped = Set(rules.map(\.field))
        if let missing = MappedField.allCases.first(where: { $0.isRequired && !mapped.contains($0) }) {
            throw Self.mistake(name, "the field \(missing.rawValue) is missing; every case needs it")
        }
        self.rules = rules
    }

    /// Finds the mapping's columns in a file's heading.
    func bound(to header: [String], of file: String) throws(ImportRefusal) -> BoundMapping {
        var places: [String: Int] = [:]
        var refusal = ImportRefusal(source: file)
        for (place, column) in header.enumerated() where places.updateValue(place, forKey: column) != nil {
            refusal.add(ImportProblem(line: 1, column: column, rule: "a heading that stands there twice; rename one"))
        }
        for column in Set(rules.flatMap(\.rule.columns)).sorted() where places[column] == nil {
            refusal.add(
                ImportProblem(line: 1, column: column, rule: "the mapping names this column, and the file has none"))
        }
        guard refusal.isEmpty else { throw refusal }
        return BoundMapping(rules: rules, places: places)
    }

    private struct Content: Decodable {
        let separator: String
        let fields: [String: FieldRule]

        private enum Key: String, CodingKey {
            case separator, fields
        }

        init(from decoder: any Decoder) throws {
            let names = try decoder.container(keyedBy: FieldRule.AnyKey.self).allKeys.map(\.stringValue)
            if let stranger = names.filter({ Key(rawValue: $0) == nil }).min() {
                throw FieldRule.Mistake(text: "\(stranger) is unknown; use separator and fields")
            }
            let keys = try decoder.container(keyedBy: Key.self)
            separator = try keys.decodeIfPresent(String.self, forKey: .separator) ?? ","
            fields = try keys.decode([String: FieldRule].self, forKey: .fields)
        }
    }

    private static func decoded(_ bytes: [UInt8], name: String) throws(CaseworkError) -> Content {
        guard !bytes.isEmpty else { throw mistake(name, "it is empty; write the fields of a case in it") }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        do {
            return try decoder.decode(Content.self, from: Data(bytes))
        } catch let error as FieldRule.Mistake {
            throw mistake(name, error.text)
        } catch let error as DecodingError {
            throw mistake(name, explanation(error))
        } catch {
            throw mistake(name, "it is no JSON5")
        }
    }

    private static func explanation(_ error: DecodingError) -> String {
        switch error {
        case .dataCorrupted: return "it is no JSON5; look for a bracket, a quote or a comma that is missing"
        case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has a value of the wrong kind"
        @unknown default: return "it is no JSON5"
        }
    }

    private static func mistake(_ name: String, _ reason: String) -> CaseworkError {
        .invalid(field: name, "\(reason). See docs/how-to/import-a-caseload.md.")
    }
}

import FoundationEssentials

/// As much of JSON Schema as docs/reference/report.schema.json uses: type, const, enum, required, properties,
/// additionalProperties, items, oneOf, $ref. Another key that says something is a fault.
struct JSONSchema {
    enum Value: Decodable, Hashable {
        case null, bool(Bool), number(Double), string(String), array([Value]), object([String: Value])

        init(from decoder: any Decoder) throws {
            let one = try decoder.singleValueContainer()
            if one.decodeNil() {
                self = .null
            } else if let value = try? one.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? one.decode(Double.self) {
                self = .number(value)
            } else if let value = try? one.decode(String.self) {
                self = .string(value)
            } else if let value = try? one.decode([Value].self) {
                self = .array(value)
            } else {
                self = .object(try one.decode([String: Value].self))
            }
        }

        init(json: String) throws {
            self = try JSONDecoder().decode(Value.self, from: Data(json.utf8))
        }

        subscript(key: String) -> Value? {
            if case .object(let members) = self { members[key] } else { nil }
        }

        fileprivate var list: [Value] { if case .array(let values) = self { values } else { [self] } }

        fileprivate func isOf(_ type: Value) -> Bool {
            switch (type, self) {
            case (.string("object"), .object), (.string("array"), .array), (.string("string"), .string),
                (.string("number"), .number), (.string("boolean"), .bool), (.string("null"), .null):
                true
            case (.string("integer"), .number(let number)): number == number.rounded()
            default: false
            }
        }
    }

    private let root: Value

    init(_ json: String) throws {
        root = try Value(json: json)
    }

    /// What is against the schema, with where; nothing where all is well.
    func faults(of json: String) throws -> [String] { faults(try Value(json: json), root, "") }

    private func faults(_ value: Value, _ schema: Value, _ place: String) -> [String] {
        guard case .object(let rules) = schema else { return ["\(place): no schema"] }
        var found: [String] = []
        for (rule, wanted) in rules.sorted(by: { $0.key < $1.key }) {
            switch rule {
            case "$schema", "$id", "title", "description", "$defs": continue
            case "$ref": found += faults(value, referred(wanted), place)
            case "type":
                if !wanted.list.contains(where: value.isOf) { found.append("\(place): not of type \(wanted)") }
            case "const": if value != wanted { found.append("\(place): not \(wanted)") }
            case "enum": if !wanted.list.contains(value) { found.append("\(place): \(value) is none of these") }
            case "oneOf":
                let fitting = wanted.list.count { faults(value, $0, place).isEmpty }
                if fitting != 1 { found.append("\(place): fits \(fitting) of \(wanted.list.count) forms") }
            case "items":
                guard case .array(let items) = value else { continue }
                for (index, item) in items.enumerated() { found += faults(item, wanted, "\(place)/\(index)") }
            case "required":
                for case .string(let key) in wanted.list where value[key] == nil {
                    found.append("\(place): lacks \(key)")
                }
            case "properties", "additionalProperties": continue
            default: found.append("\(place): the schema's \(rule) is not understood here")
            }
        }
        return found + members(value, rules, place)
    }

    private func members(_ value: Value, _ rules: [String: Value], _ place: String) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.sorted { $0.key < $1.key }.flatMap { key, member in
            if let wanted = rules["properties"]?[key] { return faults(member, wanted, "\(place)/\(key)") }
            switch rules["additionalProperties"] {
            case .bool(false): return ["\(place): \(key) has no place"]
            case .some(let wanted): return faults(member, wanted, "\(place)/\(key)")
            case nil: return []
            }
        }
    }

    private func referred(_ reference: Value) -> Value {
        guard case .string(let path) = reference else { return .null }
        return path.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }
    }
}

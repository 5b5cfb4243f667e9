/// The keys of a definition file, read strictly: a key that is not known is a mistake and is not passed over.
struct DefinitionFile: Decodable {
    let measure: String
    let version: Int
    let better: Instrument.Direction
    let items: [ClosedRange<Int>]
    let reversed: [Int]
    let anchors: String
    let subscales: [Instrument.Subscale]
    let mayLack: Int
    let cutoff: Double?
    let reliability: Double?
    let standardDeviation: Double?
    let reliableChange: Double?
    let norm: Instrument.Group?
    let clinical: Instrument.Group?
    let source: String

    private enum Key: String, CodingKey, CaseIterable {
        case measure, version, better, items, reversed, anchors, subscales, mayLack, cutoff, reliability
        case standardDeviation, reliableChange, norm, clinical, source
    }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.strictContainer(keyedBy: Key.self)
        measure = try keys.decode(String.self, forKey: .measure)
        version = try keys.decodeIfPresent(Int.self, forKey: .version) ?? 1
        guard let better = Instrument.Direction(rawValue: try keys.decode(String.self, forKey: .better)) else {
            throw Mistake(text: "better is higher or lower")
        }
        self.better = better
        items = try keys.decode([ItemGroup].self, forKey: .items).flatMap(\.ranges)
        reversed = try keys.decodeIfPresent([Int].self, forKey: .reversed) ?? []
        anchors = try keys.decode(String.self, forKey: .anchors)
        subscales = (try keys.decodeIfPresent([String: [Int]].self, forKey: .subscales) ?? [:])
            .map { Instrument.Subscale(name: $0.key, items: $0.value) }.sorted {
                $0.items.lexicographicallyPrecedes($1.items)
            }
        mayLack = try keys.decodeIfPresent(Int.self, forKey: .mayLack) ?? 0
        cutoff = try keys.decodeIfPresent(Double.self, forKey: .cutoff)
        reliability = try keys.decodeIfPresent(Double.self, forKey: .reliability)
        standardDeviation = try keys.decodeIfPresent(Double.self, forKey: .standardDeviation)
        reliableChange = try keys.decodeIfPresent(Double.self, forKey: .reliableChange)
        norm = try keys.decodeIfPresent(GroupFigures.self, forKey: .norm)?.group
        clinical = try keys.decodeIfPresent(GroupFigures.self, forKey: .clinical)?.group
        source = try keys.decode(String.self, forKey: .source)
        try check()
    }

    private func check() throws {
        guard !measure.isEmpty, measure.utf8.count <= 40, measure.unicodeScalars.allSatisfy(\.isNameLike) else {
            throw Mistake(text: "measure is a name of up to 40 letters, digits, '-', '.' and '_', such as CSI-16")
        }
        guard (1...9999).contains(version) else { throw Mistake(text: "version is a whole number from 1 to 9999") }
        guard (1...500).contains(items.count) else { throw Mistake(text: "items has 1 to 500 items") }
        guard Set(reversed).count == reversed.count, reversed.allSatisfy({ (1...items.count).contains($0) }) else {
            throw Mistake(text: "reversed holds numbers of items, from 1 to \(items.count), each once")
        }
        for subscale in subscales where !subscale.items.allSatisfy({ (1...items.count).contains($0) }) {
            throw Mistake(text: "subscales.\(subscale.name) holds numbers of items, from 1 to \(items.count)")
        }
        guard (0..<items.count).contains(mayLack) else {
            throw Mistake(text: "mayLack is from 0 to \(items.count - 1)")
        }
        guard reliability.map({ (0...1).contains($0) }) ?? true else {
            throw Mistake(text: "reliability is from 0 to 1")
        }
        guard standardDeviation.map({ $0 > 0 }) ?? true else { throw Mistake(text: "standardDeviation is above 0") }
        guard reliableChange.map({ $0 > 0 }) ?? true else { throw Mistake(text: "reliableChange is above 0") }
        guard !source.isEmpty else { throw Mistake(text: "source says where the figures are published") }
    }

    private typealias Mistake = InstrumentDefinition.Mistake

    /// One item, or `count` items that are answered alike.
    private struct ItemGroup: Decodable {
        let ranges: [ClosedRange<Int>]

        private enum Key: String, CodingKey, CaseIterable { case count, least, most }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.strictContainer(keyedBy: Key.self)
            let count = try keys.decodeIfPresent(Int.self, forKey: .count) ?? 1
            let least = try keys.decode(Int.self, forKey: .least)
            let most = try keys.decode(Int.self, forKey: .most)
            guard (1...500).contains(count), -1000 <= least, least < most, most <= 1000 else {
                throw InstrumentDefinition.Mistake(
                    text: "items: each has least below most, both from -1000 to 1000, and a count from 1 to 500")
            }
            ranges = Array(repeating: least...most, count: count)
        }
    }

    private struct GroupFigures: Decodable {
        let group: Instrument.Group

        private enum Key: String, CodingKey, CaseIterable { case mean, standardDeviation }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.strictContainer(keyedBy: Key.self)
            group = Instrument.Group(
                mean: try keys.decode(Double.self, forKey: .mean),
                standardDeviation: try keys.decode(Double.self, forKey: .standardDeviation))
            guard group.standardDeviation > 0 else {
                throw InstrumentDefinition.Mistake(text: "the standardDeviation of a group is above 0")
            }
        }
    }
}

/// Any name at all, so that a misspelt key is seen.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    fileprivate func strictContainer<Key: CodingKey & CaseIterable>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Set(Key.allCases.map(\.stringValue))
        let names = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let stranger = names.filter({ !known.contains($0) }).min() {
            throw InstrumentDefinition.Mistake(
                text: "\(stranger) is unknown; use \(Key.allCases.map(\.stringValue).joined(separator: ", "))")
        }
        return try container(keyedBy: Key.self)
    }
}

extension Unicode.Scalar {
    fileprivate var isNameLike: Bool {
        switch self {
        case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_": true
        default: false
        }
    }
}

package import FoundationEssentials

extension RoadDefinition {
    /// Reads a definition file: JSON, or JSON5 with comments. A key that is not known is a mistake and is not passed over.
    package init(reading data: Data) throws(Mistake) {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        do {
            self = try decoder.decode(RoadFile.self, from: data).definition
        } catch let mistake as Mistake {
            throw mistake
        } catch DecodingError.keyNotFound(let key, _) {
            throw Mistake(text: "\(key.stringValue) is missing")
        } catch DecodingError.typeMismatch(_, let context) {
            throw Mistake(text: "\(Self.path(context)) is of another kind than it should be")
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw Mistake(text: "\(Self.path(context)) is of another kind than it should be")
        } catch DecodingError.valueNotFound(_, let context) {
            throw Mistake(text: "\(Self.path(context)) is null")
        } catch {
            throw Mistake(text: "it does not read as JSON5")
        }
        try check()
    }

    private static func path(_ context: DecodingError.Context) -> String {
        let names = context.codingPath.map { key in key.intValue.map { "[\($0 + 1)]" } ?? key.stringValue }
        return names.isEmpty ? "the whole" : names.joined(separator: ".").replacing(".[", with: "[")
    }
}

/// The keys of a road's file.
private struct RoadFile: Decodable {
    let definition: RoadDefinition

    private enum Key: String, CodingKey, CaseIterable { case name, stages }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.roadContainer(keyedBy: Key.self)
        let stages = try keys.decode([StageFile].self, forKey: .stages)
        guard stages.count <= 6 else { throw RoadDefinition.Mistake(text: "a road has 2 to 6 stages") }
        definition = RoadDefinition(
            name: try keys.decode(String.self, forKey: .name),
            stages: stages.enumerated().compactMap { index, file in
                Stage(rawValue: Int16(index + 1)).map { file.definition($0) }
            })
    }
}

private struct StageFile: Decodable {
    let name: String
    let short: String
    let criteria: [CriterionFile]

    private enum Key: String, CodingKey, CaseIterable { case name, short, criteria }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.roadContainer(keyedBy: Key.self)
        name = try keys.decode(String.self, forKey: .name)
        short = try keys.decode(String.self, forKey: .short)
        criteria = try keys.decode([CriterionFile].self, forKey: .criteria)
    }

    func definition(_ stage: Stage) -> RoadDefinition.StageDefinition {
        .init(
            stage: stage, name: name, short: short,
            criteria: criteria.enumerated().map { $1.criterion(stage, number: "\(stage.rawValue).\($0 + 1)") })
    }
}

private struct CriterionFile: Decodable {
    let text: String
    let rater: Criterion.Rater
    let scale: Criterion.Scale
    let threshold: Int?
    let maximum: Int?
    let counts: RecordRule?
    let source: String

    private enum Key: String, CodingKey, CaseIterable { case text, rater, scale, threshold, maximum, counts, source }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.roadContainer(keyedBy: Key.self)
        func word<Value: RawRepresentable & CaseIterable>(_ key: Key, _: Value.Type) throws -> Value
        where Value.RawValue == String {
            let text = try keys.decode(String.self, forKey: key)
            guard let value = Value(rawValue: text) else {
                let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw RoadDefinition.Mistake(text: "\(key.rawValue): \(text.prefix(40)) is unknown; use \(known)")
            }
            return value
        }
        // read as any number, so that one with a fraction is said to be of the wrong kind
        func wholeNumber(_ key: Key) throws -> Int? {
            guard let number = try keys.decodeIfPresent(Double.self, forKey: key) else { return nil }
            guard let whole = Int(exactly: number) else {
                let place = DecodingError.Context(codingPath: keys.codingPath + [key], debugDescription: "a fraction")
                throw DecodingError.typeMismatch(Int.self, place)
            }
            return whole
        }
        text = try keys.decode(String.self, forKey: .text)
        rater = try word(.rater, Criterion.Rater.self)
        scale = try word(.scale, Criterion.Scale.self)
        threshold = try wholeNumber(.threshold)
        maximum = try wholeNumber(.maximum)
        counts = try keys.contains(.counts) ? word(.counts, RecordRule.self) : nil
        source = try keys.decode(String.self, forKey: .source)
    }

    func criterion(_ stage: Stage, number: String) -> Criterion {
        let usual =
            switch scale {
            case .zeroToFour: 4
            case .parts: counts == .apologyParts ? 5 : 4
            case .count: 99
            case .yesNo: 1
            case .percent: 100
            case .choice: 2
            }
        return Criterion(
            number: number, stage: stage, text: text, rater: rater, scale: scale, threshold: threshold,
            maximum: maximum ?? usual, fromRecords: counts, source: source)
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
    fileprivate func roadContainer<Key: CodingKey & CaseIterable>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Set(Key.allCases.map(\.stringValue))
        if let stranger = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).filter({ !known.contains($0) })
            .min()
        {
            throw RoadDefinition.Mistake(
                text:
                    "\(stranger.prefix(40)) is unknown; use \(Key.allCases.map(\.stringValue).joined(separator: ", "))")
        }
        return try container(keyedBy: Key.self)
    }
}

package import FoundationEssentials

/// An instrument as its definition file says it; docs/reference/measures.md describes the file.
///
/// A figure that no source gives is left out: a change is then not judged. What the file says more than once, or not in
/// the field's own ranges, is a mistake that names its place.
package struct InstrumentDefinition: Sendable, Hashable {
    package let instrument: Instrument
    /// What the answers stand for, such as `0 not at all to 3 nearly every day`.
    package let anchors: String
    package let reliability: Double?
    package let standardDeviation: Double?
    /// A published threshold; where there is none, it is computed from spread and reliability.
    package let publishedChange: Double?
    package let norm: Instrument.Group?
    package let clinical: Instrument.Group?

    /// What is wrong with a definition, in words for the person who wrote it.
    package struct Mistake: Error, Sendable, Hashable {
        package let text: String
    }

    /// Reads a definition, JSON5.
    package init(reading file: Data) throws(Mistake) {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        do {
            self.init(try decoder.decode(DefinitionFile.self, from: file))
        } catch let mistake as Mistake {
            throw mistake
        } catch DecodingError.keyNotFound(let key, _) {
            throw Mistake(text: "\(key.stringValue) is missing")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw Mistake(
                text: "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has a wrong kind of value")
        } catch {
            throw Mistake(text: "it is no JSON5; look for a bracket, a quote or a comma that is missing")
        }
    }

    private init(_ file: DefinitionFile) {
        var computed: Double?
        if let deviation = file.standardDeviation, let reliability = file.reliability {
            computed = Instrument.reliableChange(standardDeviation: deviation, reliability: reliability)
        }
        var between: Double?
        if let clinical = file.clinical, let norm = file.norm {
            between = Instrument.cutoff(between: clinical, and: norm)
        }
        var instrument = Instrument(
            name: file.measure, version: file.version, direction: file.better, items: file.items,
            reversed: Set(file.reversed), cutoff: file.cutoff ?? between,
            reliableChange: file.reliableChange ?? computed, source: file.source)
        instrument.mayLack = file.mayLack
        instrument.subscales = file.subscales
        (self.instrument, anchors) = (instrument, file.anchors)
        (reliability, standardDeviation, publishedChange) =
            (file.reliability, file.standardDeviation, file.reliableChange)
        (norm, clinical) = (file.norm, file.clinical)
    }
}

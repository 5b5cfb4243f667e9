import CaseModel
import Crypto
import Paper

/// A practice's templates: a letterhead, a logo, and the wording and order of reports, read from one folder and checked.
package struct Templates: Sendable {
    /// What is wrong, with where: enough to mend it.
    package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        package let file: String
        package let line: Int?
        package let problem: String

        package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)" }
    }

    private static let mostLines = 8
    private static let mostBytes = 256 * 1024
    private static let mostPoints = 2_000

    /// Of all files that were taken, by their names: other words have another.
    package private(set) var sha256: [UInt8] = []
    private var letterhead: Mustache?
    private var logo: [UInt8]?
    private var reports: [TemplateName: ReportTemplate] = [:]

    /// Reads files of a folder by their names: `letterhead.mustache`, `logo.png`, `summary.mustache` and so on.
    ///
    /// - Returns: what is right, and what is wrong. With a fault nothing should be made by it.
    package static func read(_ files: [(name: String, bytes: [UInt8])]) -> (templates: Templates, faults: [Fault]) {
        var templates = Templates()
        var faults: [Fault] = []
        var hash = SHA256()
        for (name, bytes) in files.sorted(by: { $0.name < $1.name }) where !name.hasPrefix(".") && name != "README.md" {
            do {
                try templates.take(name, bytes)
                hash.update(data: Array("\(name) \(bytes.count)\n".utf8))
                hash.update(data: bytes)
            } catch {
                faults.append(error)
            }
        }
        templates.sha256 = Array(hash.finalize())
        return (templates, faults)
    }

    private mutating func take(_ name: String, _ bytes: [UInt8]) throws(Fault) {
        if name == "logo.png" { return try takeLogo(bytes) }
        let stem = name.hasSuffix(".mustache") ? String(name.dropLast(".mustache".count)) : ""
        let report = TemplateName(rawValue: stem)
        guard report != nil || stem == "letterhead" else {
            let known = (["letterhead"] + TemplateName.allCases.map(\.rawValue)).map { "\($0).mustache" }
            throw Fault(
                file: name, line: nil,
                problem: "no template has this name; there are logo.png, \(known.joined(separator: ", "))")
        }
        guard bytes.count <= Self.mostBytes, let text = String(validating: bytes, as: UTF8.self), !text.contains("\0")
        else { throw Fault(file: name, line: nil, problem: "not a text in UTF-8 of at most 256 KiB") }
        do {
            if let report {
                reports[report] = try ReportTemplate(text, for: report)
            } else {
                letterhead = try Self.letterhead(text)
            }
        } catch {
            throw Fault(file: name, line: error.line, problem: error.problem)
        }
    }

    private static func letterhead(_ text: String) throws(Mustache.Fault) -> Mustache {
        let mustache = try Mustache(text)
        for (value, line) in mustache.names.sorted(by: { $0.value < $1.value }) where value != "practice" {
            throw Mustache.Fault(line: line, problem: "{{\(value)}} is not for a letterhead; only {{practice}} is")
        }
        if text.split(separator: "\n").count > mostLines {
            throw Mustache.Fault(line: mostLines + 1, problem: "a letterhead has at most \(mostLines) lines")
        }
        return mustache
    }

    private mutating func takeLogo(_ bytes: [UInt8]) throws(Fault) {
        func fault(_ problem: String) -> Fault { Fault(file: "logo.png", line: nil, problem: problem) }
        guard bytes.count <= Self.mostBytes else { throw fault("larger than 256 KiB; save it smaller") }
        guard let picture = Picture(png: bytes) else { throw fault("not a PNG, or a broken one") }
        guard picture.width <= Self.mostPoints, picture.height <= Self.mostPoints, picture.width > 0 else {
            throw fault("more than \(Self.mostPoints) points wide or high; save it smaller")
        }
        logo = bytes
    }

    /// The document as the practice words and orders it. Facts, notice, figures and footer stay as they are.
    package func applied(to document: Document) -> Document {
        var values = [
            "title": document.title, "subject": document.subject.plain, "document_id": document.footer.documentID,
            "recipient": document.footer.recipient,
            "generated_at": "\(DayText.short(document.footer.generatedAt.day))",
        ]
        for fact in document.facts { values[fact.key] = fact.value.plain }
        // One value is one line: it cannot begin a line that is read as an order.
        values = values.mapValues { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
        var made = document
        if let name = TemplateName(kind: document.kind), let template = reports[name] {
            made = template.applied(to: document, values)
        }
        if letterhead != nil || logo != nil {
            let lines = (letterhead?.rendered(values) ?? "").split(separator: "\n").map(String.init)
            made.letterhead = Letterhead(lines: lines, logo: logo)
        }
        return made
    }
}

/// What stands over the title of every document of a practice.
package struct Letterhead: Sendable {
    package var lines: [String]
    /// A PNG.
    package var logo: [UInt8]?

    package init(lines: [String], logo: [UInt8]? = nil) {
        (self.lines, self.logo) = (lines, logo)
    }
}

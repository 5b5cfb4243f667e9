import FoundationEssentials
import Glibc

/// A PDF as other programs see it: poppler's tools and qpdf, which `deploy/install-packages` brings.
package struct PDFFile: Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package struct Font: Sendable {
        package let name: String
        package let isEmbedded: Bool
        package let isSubset: Bool
        /// It says which letters its signs are.
        package let isReadable: Bool
    }

    package struct ToolFailed: Error {
        package let command: String
        package let output: String
    }

    /// What qpdf complains about; empty where it finds nothing.
    package func check() throws -> [String] {
        let lines = try run("qpdf", ["--check", "FILE"]).split(separator: "\n").map(String.init)
        let faults = lines.filter { $0.contains("WARNING") || $0.contains("error") }
        return faults.filter { !$0.hasPrefix("No syntax") && !$0.hasPrefix("errors that qpdf cannot") }
    }

    package func text(page: Int? = nil) throws -> String {
        let range = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
        return try run("pdftotext", range + ["FILE", "-"])
    }

    /// What pdfinfo says, by its own words.
    package func facts() throws -> [String: String] {
        var facts: [String: String] = [:]
        for line in try run("pdfinfo", ["FILE"]).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            facts[String(line[..<colon])] = line[line.index(after: colon)...].drop { $0 == " " }.description
        }
        return facts
    }

    /// The elements of the structure, a line each, as pdfinfo prints them.
    package func structure() throws -> String { try run("pdfinfo", ["-struct", "FILE"]) }

    package func fonts() throws -> [Font] {
        try run("pdffonts", ["FILE"]).split(separator: "\n").dropFirst(2).map { line in
            let words = line.split(separator: " ")
            let flags = words.suffix(5).prefix(3).map { $0 == "yes" }
            return Font(
                name: String(words[0]), isEmbedded: flags[0], isSubset: flags[1], isReadable: flags[2])
        }
    }

    /// The objects without compression, as text.
    package func plain() throws -> String {
        try run("qpdf", ["--qdf", "--object-streams=disable", "FILE", "-"])
    }

    /// One page as a picture, in PNG.
    package func picture(page: Int, dotsPerInch: Int) throws -> [UInt8] {
        let folder = try Folder()
        let file = try folder.write(bytes, "a.pdf")
        let arguments = ["-r", "\(dotsPerInch)", "-f", "\(page)", "-l", "\(page)", "-singlefile", "-png", file]
        _ = try Self.output(of: "pdftoppm", arguments + [folder.path + "/page"])
        return [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/page.png")))
    }

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let folder = try Folder()
        let file = try folder.write(bytes, "a.pdf")
        return try Self.output(of: program, arguments.map { $0 == "FILE" ? file : $0 })
    }

    /// Standard output and standard error together; fails where the program is not there.
    private static func output(of program: String, _ arguments: [String]) throws -> String {
        let command = ([program] + arguments).map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(
            separator: " ")
        guard let pipe = popen("\(command) 2>&1", "r") else { throw ToolFailed(command: program, output: "") }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            if count == 0 { break }
            output += buffer[..<count]
        }
        let status = pclose(pipe)
        let text = String(decoding: output, as: UTF8.self)
        // qpdf ends with 3 where it only warns.
        guard status == 0 || program == "qpdf" && status >> 8 == 3 else {
            throw ToolFailed(command: program, output: text)
        }
        return text
    }
}

/// A folder of a test's own, gone with it.
private final class Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path() + "troth-pdf-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }
}

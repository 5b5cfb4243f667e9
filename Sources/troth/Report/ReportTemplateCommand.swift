import ArgumentParser
import Casework
import FoundationEssentials
import Reports

struct ReportTemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "A practice's own wording, order, letterhead and logo.",
        discussion: "How a template is written is told in docs/how-to/templates.md.",
        subcommands: [ReportTemplateCheck.self, ReportTemplateNames.self])
}

struct ReportTemplateCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what is wrong in a folder of templates.",
        discussion: "Example: troth report template check letterhead/")

    @Argument(help: "The folder.") var folder: String

    func run() throws {
        let (files, faults) = try TemplateFolder.read(folder)
        if faults.isEmpty { return print("\(files.count == 1 ? "1 file is" : "\(files.count) files are") right.") }
        for fault in faults { print(VisibleText.of(fault.description)) }
        throw ExitCode(1)
    }
}

struct ReportTemplateNames: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names", abstract: "The sections and values that templates can use.")

    func run() throws {
        for name in TemplateName.allCases {
            print(
                """
                \(name.rawValue).mustache
                  sections: \(name.sections.joined(separator: ", "))
                  values:   \((TemplateName.common + name.values).joined(separator: ", "))
                """)
        }
    }
}

/// A folder of templates as it lies on the disk.
enum TemplateFolder {
    static func read(_ path: String) throws -> (files: [String], faults: [Templates.Fault]) {
        let files = try files(of: path)
        return (files.map(\.name), Templates.read(files).faults)
    }

    /// - Throws: `CaseworkError.invalid` where something in the folder is wrong, with the first fault.
    static func templates(_ path: String) throws -> Templates {
        let (templates, faults) = Templates.read(try files(of: path))
        if let fault = faults.first {
            throw CaseworkError.invalid(
                field: "--template", "\(fault.description). Nothing was made; `troth report template check` tells all")
        }
        return templates
    }

    private static func files(of path: String) throws -> [(name: String, bytes: [UInt8])] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw FileError(path: path, reason: .notFound)
        }
        return try names.sorted().filter { !$0.hasPrefix(".") }.map { name in
            guard let content = FileManager.default.contents(atPath: "\(path)/\(name)") else {
                throw FileError(path: "\(path)/\(name)", reason: .notPermitted)
            }
            return (name, Array(content))
        }
    }
}

import ArgumentParser
import Casework
import FoundationEssentials
import Glibc
import Paper
import Reports

/// Where a report goes and in which format: the options that every report has.
struct ReportOptions: ParsableArguments {
    @Option(help: "html, pdf, md, text or json.") var format: DocumentFormat = .html

    @Option(help: "The sheet of a PDF: a4 or letter.") var paper: PaperSize = .a4

    @Option(help: ArgumentHelp("A folder with the practice\u{2019}s templates.", valueName: "folder"))
    var template: String?

    @Option(
        help: ArgumentHelp(
            "The file or the folder to write to, - for standard output; a file named by the handle where it is left out.",
            valueName: "file"))
    var out: String?

    @Flag(help: "Replace the file if it is there already.") var replace = false

    @Flag(name: .shortAndLong, help: "Print the file's name only.") var quiet = false

    /// Writes the document out. Without `--out` the name holds a handle and no name of a person.
    func write(_ made: MadeReport) throws {
        let document = try template.map { try TemplateFolder.templates($0).applied(to: made.document) } ?? made.document
        let bytes = try Press(size: paper).bytes(of: document, as: format)
        if out == "-" {
            if format.text == nil, isatty(STDOUT_FILENO) == 1 {
                throw CaseworkError.invalid(field: "--out", "a PDF is not for a terminal; name a file, or use a pipe")
            }
            return try StandardOutput.stream { $0.write(bytes: bytes) }
        }
        let path = path(named: made.fileName(format))
        try SafeFile.write(bytes, to: path, replacing: replace)
        let shown = VisibleText.of(path)
        try StandardOutput.stream { output in
            if quiet { return output.write(shown + "\n") }
            output.write("Wrote \(shown).\n")
            if let notice = document.notice { output.write("\(notice.mark): \(notice.text)\n") }
        }
    }

    private func path(named name: String) -> String {
        guard let out else { return name }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: out, isDirectory: &isFolder), isFolder else { return out }
        return out.hasSuffix("/") ? out + name : "\(out)/\(name)"
    }
}

extension DocumentFormat: ExpressibleByArgument {}
extension PaperSize: ExpressibleByArgument {}

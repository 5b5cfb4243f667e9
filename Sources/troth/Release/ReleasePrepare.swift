import ArgumentParser
import CaseModel
import Casework

struct ReleasePrepare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare", abstract: "Build, check and give the separated copy of a case's record.",
        discussion: """
            The folder gets record.txt to read, record.json for a program, and manifest.json. One partner's own copy holds \
            what that partner told alone, and joint entries only where both partners have authorized it. Without --out \
            nothing is written, given or recorded: only what the copy would hold and what it withholds is shown.

            Example: troth release prepare C4XK92TM --to A --purpose "Asked for her record" --out copy-for-a
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "For whom: A, B, couple, or a person's name and place.") var to: String
    @Option(help: "Why, or on whose request; it stands in the accounting.") var purpose: String
    @Option(help: ArgumentHelp("The folder to write; it must not exist, or be empty.", valueName: "folder"))
    var out: String?
    @Option(
        name: .customLong("leave-out"),
        help: ArgumentHelp("The handle of an entry to leave out; can be given again.", valueName: "handle"))
    var leavingOut: [String] = []
    @Option(
        name: .customLong("override"),
        help: ArgumentHelp("The id of a release that was asked for by a law and approved.", valueName: "id"))
    var release: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let request = CopyRequest(
            caseName: handle, reader: try ReaderArgument.reader(to), purpose: purpose,
            leavingOut: Set(leavingOut.map { $0.uppercased() }), release: release)
        try await Office.run(office) { office in
            let prepared = try await office.casework.prepareCopy(request)
            guard let out else {
                return try Self.show(prepared, "It was not written: give a folder with --out.", output)
            }
            var folder = try ReleaseFolder(out)
            do {
                let checked = try await Self.write(prepared, to: &folder, office)
                let input = [handle, to, purpose, release] + leavingOut.sorted()
                let id = try await office.change("release prepare", input, key: key) {
                    try await office.casework.giveCopy(checked, key: $0)
                }
                try folder.publish()
                if output.quiet || output.format != .table { return try Answer.say(id, "", output) }
                try Self.show(prepared, "Written to \(out), and recorded as release \(id).", output)
            } catch {
                folder.discard()
                throw error
            }
        }
    }

    /// Every file under another name and on the disk; then the check of what lies there; the manifest last.
    private static func write(
        _ prepared: PreparedCopy, to folder: inout ReleaseFolder, _ office: Office
    ) async throws -> CheckedCopy {
        var written: [(name: String, content: [UInt8])] = []
        for file in try prepared.files() {
            try folder.add(file.name) { try $0(file.content) }
            var content: [UInt8] = []
            try folder.read(file.name) { content += $0 }
            written.append((file.name, content))
        }
        let checked = try await office.casework.checkCopy(prepared, files: written)
        try folder.add("manifest.json") { try $0(checked.manifest) }
        return checked
    }

    private static func show(_ prepared: PreparedCopy, _ end: String, _ output: OutputOptions) throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try StandardOutput.stream { stream in
            guard output.format == .table, !output.quiet else {
                return withheld.write(prepared.withheld, options: output, screen: screen, to: &stream)
            }
            stream.write("The copy holds \(prepared.copy.entries.count) entries. It withholds:\n")
            withheld.write(prepared.withheld, options: output, screen: screen, to: &stream)
            stream.write(end + "\n")
        }
    }

    private static let withheld = Listing<Withheld>(
        empty: "",
        columns: [
            Column("withheld", "Withheld", fit: .wraps) { .text($0.what) },
            Column("why", "Why", fit: .wraps) { .text($0.why) },
        ],
        handle: { $0.what })
}

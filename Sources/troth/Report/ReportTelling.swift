import Casework
import Reports

/// What a person is told of a finished run.
struct ReportTelling {
    private let run: ReportRun
    private let manifest: BatchManifest
    private let folder: String
    private let isQuiet: Bool

    init(_ run: ReportRun, _ manifest: BatchManifest, folder: String, isQuiet: Bool) {
        (self.run, self.manifest, self.folder, self.isQuiet) = (run, manifest, folder, isQuiet)
    }

    func tell() throws {
        try StandardOutput.stream { output in
            if isQuiet { return output.write(run.handle + "\n") }
            let files = manifest.documents.reduce(0) { $0 + $1.files.count }
            output.write(
                "Run \(run.handle): \(DecimalText.grouped(manifest.documents.count)) of "
                    + "\(DecimalText.grouped(run.items)) documents in \(DecimalText.grouped(files)) files, in "
                    + "\(VisibleText.of(folder)).\n")
            let drafts = manifest.documents.filter(\.isDraft)
            if !drafts.isEmpty {
                output.write(
                    "\(DecimalText.grouped(drafts.count)) are DRAFT, since a note is not signed, and cannot leave the "
                        + "practice:\n")
                for draft in drafts { output.write("  \(draft.handle)\n") }
            }
            if !manifest.missing.isEmpty {
                output.write("\(DecimalText.grouped(manifest.missing.count)) could not be made:\n")
                for missing in manifest.missing {
                    let words = ReportFailure(rawValue: missing.reason)?.words ?? missing.reason
                    output.write("  \(missing.handle)  \(words)\n")
                }
            }
        }
    }
}

extension ReportFailure {
    /// Why, and what to do next.
    var words: String {
        switch self {
        case .notFound: "is not open to you any more"
        case .erased: "its case was erased"
        case .noNote: "has no note of yours; write it with `troth note write`"
        case .heldBack:
            "is held back: a consent, an authorization or a signature is missing; making it by itself says which"
        case .keys: "does not open under its key; have the audit checked (`troth audit verify`)"
        case .unreadable: "does not read as it should; please report it"
        case .notDrawn: "could not be drawn as a PDF; choose another format, and please report it"
        case .lost: "stopped several workers; please report it"
        }
    }
}

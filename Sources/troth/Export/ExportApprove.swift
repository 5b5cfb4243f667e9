import ArgumentParser
import CaseModel
import Casework

struct ExportApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a release that somebody else asked for (practice admin).",
        discussion: """
            Needs your password again where you gave it more than five minutes ago. What you asked for yourself another \
            admin approves; where there is none, you can, 24 hours after you asked.

            Example: troth export approve E4XK92TM
            """)

    @Argument(help: "The release's handle.") var handle: String
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .release)
        try await Office.run(office) { office in
            try await office.proved(proof) {
                try await office.change("export approve", [handle.description], key: key) {
                    try await office.casework.approveRelease(handle, key: $0)
                }
            }
            try Answer.say(
                handle.description,
                "Release \(handle) is approved. It is delivered once, with `troth export deliver \(handle) --out FOLDER`.",
                output)
        }
    }
}

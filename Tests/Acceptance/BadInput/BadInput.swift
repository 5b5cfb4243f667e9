import Testing

/// What is wrong is refused with one line that says what to do, and changes nothing. One practice serves every suite
/// in here, one test after another.
@Suite("Bad input is refused with one clear line and changes nothing", .serialized, .practice)
enum BadInput {
    /// A command on a case, a session or a note, each named by its handle.
    static func commands(case handle: String, session: String, note: String, words: String) -> [[String]] {
        [
            ["case show \(handle)"], ["case close \(handle) --ended completed --relationship together"],
            ["session book \(handle) --at", "2027-06-20 10:00"], ["session list \(handle)"],
            ["session record --case \(handle) --held --attended both --format conjoint --starts", "2026-06-20 10:00"],
            ["session record \(session) --no-show"], ["session cancel \(session)"],
            ["consent record \(handle) --partner A --kind treatment"], ["consent list \(handle)"],
            ["note write \(session) --format free --file \(words)"],
            ["note write --case \(handle) --psychotherapy --file \(words)"],
            ["note write \(note) --version 1 --file \(words)"], ["note show \(note)"], ["note show --case \(handle)"],
            ["note sign \(note)"], ["stage show \(handle)"], ["stage rate \(handle) 1.1 --by A 3"],
            ["stage advance \(handle)"], ["stage return \(handle) --to 1 --reason because"],
            ["measure record \(handle) CSI-16 --partner A --score 40"], ["measure list \(handle)"],
            ["commitment add \(handle) --owner A --kind practical --rhythm weekly --text words"],
            ["commitment list \(handle)"],
            ["goal add \(handle) --owner A --goal talk --measure talks --target three --due 2027-01-01"],
            ["impact add \(handle) --by A --text words"], ["impact list \(handle)"],
            ["apology add \(handle) --by B --parts regret --text words"], ["apology list \(handle)"],
            ["boundary agree \(handle) --area honesty --review 2027-01-01 --text words"],
            ["boundary list \(handle)"], ["boundary breaches \(handle)"], ["talk add \(handle) --text words"],
            ["talk list \(handle)"], ["setback add \(handle) --text words"], ["setback list \(handle)"],
            ["plan add \(handle) --follow-up 2027-01-01 --text words"], ["plan list \(handle)"],
            ["goal list \(handle)"], ["summary \(session) --out -"], ["progress \(handle) --out -"],
        ]
    }
}

import Anonymity
import ArgumentParser
import Casework
import Glibc
import Paper
import Postgres
import Sealing

/// Turns every error into one line on standard error and an exit status. The table is docs/reference/errors.md.
enum ExitStatus {
    static func report(_ error: any Error) -> Int32 {
        if let interrupted = error as? Interrupted {
            say(interrupted.advice.map { "Interrupted. \($0)" } ?? "Interrupted. Nothing was changed.")
            return interrupted.exitCode
        }
        if let unfinished = error as? UnfinishedRun {
            let code = report(unfinished.cause)
            say(unfinished.advice)
            return code
        }
        if let error = error as? CaseworkError {
            show(error)
            return code(error)
        }
        if error is SealingError || error is FileError || error is ClusterError || error is OfficeError
            || error is WordsError || error is PromptError || error is PaperError || error is SignatureError
        {
            say("\(error)")
            return code(error)
        }
        if error is AnonymityError || error is AnonymizeError {
            say(visible("\(error)"))
            return code(error)
        }
        let usage = Troth.exitCode(for: error)
        let message = Troth.fullMessage(for: error)
        if usage.isSuccess {
            print(message)
            return EXIT_SUCCESS
        }
        if usage == .validationFailure {
            _ = Descriptor.write(Array((message + "\n").utf8), to: STDERR_FILENO)
            return 2
        }
        if let code = error as? ExitCode { return code.rawValue }
        say("Troth made a mistake (\(type(of: error))). Please report it.")
        return 70
    }

    private static func show(_ error: CaseworkError) {
        if case .staleVersion(_, _, _, let texts?) = error {
            say("this is yours, and was not saved:\n\n\(visible(texts.mine))\n")
            say("this is what is stored now:\n\n\(visible(texts.current))\n")
        }
        say(error.description)
    }

    /// Without the control characters that a terminal would obey.
    private static func visible(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.of($0) }
            .joined(separator: "\n")
    }

    static func code(_ error: CaseworkError) -> Int32 {
        switch error {
        case .notFound, .erased: 3
        case .notLoggedIn, .loginRefused, .loginDelayed, .loginNeeds, .proofRefused, .forbidden: 4
        case .conflict, .staleVersion, .keyUsedOtherwise: 5
        case .invalid: 6
        case .unavailable: 7
        case .keys: 8
        case .proofNeeded: 9
        case .internal: 70
        case .outcomeUnknown: 75
        case .cancelled: 130
        }
    }

    private static func code(_ error: any Error) -> Int32 {
        switch error {
        case is SealingError: 8
        case is ClusterError, is PaperError: 7
        case OfficeError.noPractice: 7
        case is OfficeError: 5
        case let error as AnonymityError: error.isOfTheWhole ? 5 : 6
        case AnonymizeError.notKept: 70
        default: 6
        }
    }

    private static func say(_ text: String) {
        _ = Descriptor.write(Array("troth: \(text)\n".utf8), to: STDERR_FILENO)
    }
}

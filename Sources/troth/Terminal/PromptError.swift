/// Why a question could not be asked or its answer not be used, in words that say what to do.
package enum PromptError: Error, Equatable, CustomStringConvertible {
    case noTerminal(instead: String)
    case noAnswer
    case emptyPassword
    case emptyCode
    case different
    case tooLong
    case notText

    package var description: String {
        switch self {
        case .noTerminal(let instead): "There is no terminal to ask on. Run this in a terminal, or \(instead)."
        case .noAnswer: "The input ended before an answer came. Run it again and type one."
        case .emptyPassword: "The password is empty. Type one, or check what is piped in."
        case .emptyCode: "The code is empty. Type the one of your authenticator app, or a recovery code."
        case .different: "The two passwords differ. Nothing was changed; type the same one twice."
        case .tooLong: "The answer is longer than \(Prompt.limit) bytes. Give a shorter one."
        case .notText: "The answer is not valid UTF-8 text. Check the keyboard settings or what is piped in."
        }
    }
}

import Glibc
import Sealing

/// Where the token of the person who is logged in is kept: a 0600 file, never an argument or the environment.
struct LoginFile {
    private let path: String

    init(_ home: Home) {
        path = home.login
    }

    func token() throws -> LoginToken? {
        guard let text = try PrivateFile.read(path) else { return nil }
        return try LoginToken(text: text.filter { !$0.isNewline })
    }

    func write(_ token: LoginToken) throws {
        try SafeFile.write((token.text + "\n").utf8, to: path, replacing: true)
    }

    func remove() {
        unlink(path)
    }
}

/// The secret of this place, made at its first login. Whoever has it is spared the delays that failures elsewhere bring;
/// it opens nothing.
struct PlaceFile {
    private let path: String

    init(_ home: Home) {
        path = home.place
    }

    /// The secret; a new one where there is none, or where what is there is damaged or not ours alone.
    func secret() throws -> LoginToken {
        if let text = try? PrivateFile.read(path), let secret = try? LoginToken(text: text.filter { !$0.isNewline }) {
            return secret
        }
        let secret = LoginToken.make()
        try SafeFile.write((secret.text + "\n").utf8, to: path, replacing: true)
        return secret
    }
}

import Glibc
import Testing

@testable import troth

extension SignalTests {
    @Suite("An editor gets a private file that is gone afterwards")
    struct EditorTests {
        private func edit(
            _ command: String, _ initial: String = ""
        ) throws -> (
            words: Result<String, any Error>, left: [String]
        ) {
            let folder = try ScratchFolder()
            let editor = Editor(environment: ["EDITOR": command])
            return (Result { try editor.edit(initial, in: folder.path) }, folder.names)
        }

        @Test func wordsComeBack() throws {
            let (words, left) = try edit("printf 'two lines\\n' >>", "first\n")
            #expect(try words.get() == "first\ntwo lines")
            #expect(left.isEmpty)
        }

        @Test func theFileIsPrivate() throws {
            let (words, _) = try edit(
                "f() { stat -c '%a' \"$1\" \"$(dirname \"$1\")\" > \"$1.new\"; mv \"$1.new\" \"$1\"; }; f")
            #expect(try words.get() == "600\n700")
        }

        @Test(
            arguments: [
                ("true", .empty), ("exit 3;", .editorFailed(status: 3)), ("kill -9 $$;", .editorFailed(status: 137)),
                ("/nonexistent/editor", .editorFailed(status: 127)), ("printf 'a\\377' >", .notUTF8(offset: 1)),
            ] as [(String, WordsError.Problem)])
        func failuresLeaveNothing(command: String, problem: WordsError.Problem) throws {
            let (words, left) = try edit(command)
            #expect(throws: WordsError(source: "the editor", problem: problem)) { try words.get() }
            #expect(left.isEmpty)
        }

        @Test func swapFilesGoToo() throws {
            let (words, left) = try edit("f() { echo secret > \"$1~\"; echo words > \"$1\"; }; f")
            #expect(try words.get() == "words")
            #expect(left.isEmpty)
        }

        @Test func terminationEndsTheEditorAndCleansUp() throws {
            let (words, left) = try edit("kill -TERM $PPID; exec sleep 60;")
            #expect(throws: Interrupted(signal: SIGTERM)) { try words.get() }
            #expect(left.isEmpty)
        }

        @Test func theFolderIsMadeOrMustBePrivate() throws {
            let folder = try ScratchFolder()
            let editor = Editor(environment: ["VISUAL": "printf words >", "EDITOR": "false"])
            #expect(try editor.edit("", in: folder.path + "/drafts") == "words")
            #expect(folder.mode(of: "drafts") == 0o700)
            chmod(folder.path + "/drafts", 0o755)
            #expect(throws: WordsError(source: folder.path + "/drafts", problem: .folderNotPrivate)) {
                try editor.edit("", in: folder.path + "/drafts")
            }
        }

        @Test(arguments: [
            (["VISUAL": "emacs", "EDITOR": "ed"], "emacs"), (["VISUAL": "", "EDITOR": "ed"], "ed"),
            (["PATH": "/nonexistent"], "vi"),
        ])
        func choice(environment: [String: String], command: String) {
            #expect(Editor(environment: environment).command == command)
        }
    }
}

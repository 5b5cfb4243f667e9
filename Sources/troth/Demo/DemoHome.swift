import FoundationEssentials
import Postgres

/// The demo's folder. It holds a mark, so that no other folder is ever deleted for a demo.
struct DemoHome {
    let home: Home

    init(_ home: Home) {
        self.home = home
    }

    private var mark: String { home.path + "/fictional-practice" }
    var documents: String { home.path + "/documents" }

    /// Makes the folder anew, deleting an earlier demo.
    func makeAnew() async throws {
        try await remove(sayingSo: false)
        try home.make()
        try SafeFile.write("Everyone in here is invented. `troth demo --remove` deletes this folder.\n".utf8, to: mark)
    }

    func remove(sayingSo says: Bool) async throws {
        guard FileManager.default.fileExists(atPath: home.path) else {
            if says { print("There is no demo.") }
            return
        }
        guard FileManager.default.fileExists(atPath: mark) else {
            let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
            if names.isEmpty { return }
            throw OfficeError.notADemo(home.path)
        }
        if await home.cluster.status() != .missing { try await home.cluster.remove() }
        try FileManager.default.removeItem(atPath: home.path)
        if says { print("Removed the demo, \(home.path).") }
    }
}

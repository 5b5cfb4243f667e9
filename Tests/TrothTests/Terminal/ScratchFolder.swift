import FoundationEssentials
import Glibc

@testable import troth

/// An empty folder that goes away with the test.
final class ScratchFolder {
    let path: String

    init() throws {
        path = "/tmp/troth-test-\(UUID().uuidString.lowercased())"
        guard mkdir(path, 0o700) == 0 else { throw FileError(path: path, errno: errno) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The names in it, in order.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// The permission bits of a file in it.
    func mode(of name: String) -> mode_t? {
        var status = stat()
        return lstat(path + "/" + name, &status) == 0 ? status.st_mode & 0o7777 : nil
    }
}

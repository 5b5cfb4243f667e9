import FoundationEssentials
import Glibc

/// A new folder that only its owner may enter, for plaintext that must not outlive a moment.
struct PrivateFolder {
    let path: String

    /// Makes one inside `parent`, which is made as well if it is not there, and refused if others may look into it.
    init(in parent: String) throws {
        if mkdir(parent, 0o700) != 0, errno != EEXIST { throw FileError(path: parent, errno: errno) }
        var status = stat()
        guard lstat(parent, &status) == 0 else { throw FileError(path: parent, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw WordsError(source: parent, problem: .folderNotPrivate)
        }
        path = "\(parent)/words.\(UUID().uuidString.lowercased())"
        guard mkdir(path, 0o700) == 0 else { throw FileError(path: path, errno: errno) }
    }

    /// Deletes the folder and the files in it, such as the swap and backup files of an editor.
    func remove() {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != ".", name != ".." { unlink("\(path)/\(name)") }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}

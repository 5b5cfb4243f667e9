import Glibc

/// Why a file could not be read or written, in words that say what to do.
package struct FileError: Error, Equatable, CustomStringConvertible {
    /// What the system call said, as far as the advice differs.
    package enum Reason: Sendable, Equatable {
        case exists
        case notFound
        case notPermitted
        case isFolder
        case diskFull
        case other(errno: Int32)
    }

    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// The reason behind a system call's error number.
    init(path: String, errno: Int32) {
        self.path = path
        reason =
            switch errno {
            case EEXIST: .exists
            case ENOENT, ENOTDIR: .notFound
            case EACCES, EPERM, EROFS: .notPermitted
            case EISDIR: .isFolder
            case ENOSPC, EDQUOT: .diskFull
            default: .other(errno: errno)
            }
    }

    package var description: String {
        let path = VisibleText.of(path)
        switch reason {
        case .exists: return "\(path) exists already: choose another name, or give --replace where the command has it."
        case .notFound: return "\(path) is not there: check the name; for a file to be written, make its folder first."
        case .notPermitted: return "\(path): no permission. Choose a place that is yours, or change its permissions."
        case .isFolder: return "\(path) is a folder: name a file."
        case .diskFull: return "\(path): the disk is full. Free some space and try again."
        case .other(let number):
            return "\(path): \(String(cString: strerror(number))). Check the place and try again."
        }
    }
}

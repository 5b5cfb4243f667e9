import Glibc

/// A user of the operating system: the one that owns the cluster's files and runs its server.
struct ServerAccount: Sendable, Equatable {
    let name: String
    let userID: UInt32
    let groupID: UInt32

    /// The effective user of this process, by id; root is 0.
    static var currentUserID: UInt32 { geteuid() }

    /// Looks a user up by name in the user database; nil when there is none.
    static func named(_ name: String) -> ServerAccount? {
        unsafe find { entry, buffer, length, result in unsafe getpwnam_r(name, entry, buffer, length, result) }
    }

    /// Looks a user up by id in the user database; nil when there is none.
    static func withID(_ id: UInt32) -> ServerAccount? {
        unsafe find { entry, buffer, length, result in unsafe getpwuid_r(id, entry, buffer, length, result) }
    }

    private typealias Lookup = (
        UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> CInt

    private static func find(_ lookup: Lookup) -> ServerAccount? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            guard let base = buffer.baseAddress, unsafe lookup(&entry, base, buffer.count, &found) == 0,
                unsafe found != nil, let name = unsafe entry.pw_name
            else { return nil }
            return unsafe ServerAccount(name: String(cString: name), userID: entry.pw_uid, groupID: entry.pw_gid)
        }
    }
}

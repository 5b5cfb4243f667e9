import Dispatch
import FoundationEssentials
import Glibc
package import Sealing
import Synchronization

/// Lets at most two passwords be derived at once: one takes 128 MiB, so many logins at once could take all memory.
///
/// Bounded among all who share this value, and with a folder also among all processes that use it: a slot is a lock on a
/// file there, which a process that dies lets go of.
package final class DerivationSlots: Sendable {
    /// How many derivations may run at the same time.
    package static let count = 2
    /// How long a login waits for its turn.
    private static let patience = Duration.seconds(60)
    private static let pause = Duration.milliseconds(10)
    private let folder: String?
    private let running = Mutex(0)
    private let made = Atomic<Int>(0)

    /// Slots of those who share this value, or, with a folder, of everyone who uses that folder.
    package init(folder: String? = nil) {
        self.folder = folder
    }

    /// How many derivations have begun here.
    package var derivations: Int { made.load(ordering: .sequentiallyConsistent) }

    /// Derives a proof when a slot is free, on a thread of its own: the work takes some tenths of a second.
    ///
    /// - Throws: `CaseworkError.unavailable` after a minute; `SealingError` for an empty password.
    package func derive(
        _ password: String, salt: [UInt8], settings: ScryptSettings
    ) async throws -> PasswordProof {
        let file = try await take()
        defer { release(file) }
        made.add(1, ordering: .sequentiallyConsistent)
        return try await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result { try PasswordProof(password: password, salt: salt, settings: settings) })
            }
        }.get()
    }

    /// Waits for a slot; gives the lock's descriptor, -1 where there is no folder.
    func take() async throws -> Int32 {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let isFree = running.withLock { running in
                guard running < Self.count else { return false }
                running += 1
                return true
            }
            if isFree {
                do {
                    if let file = try lockedFile() { return file }
                } catch {
                    release(-1)
                    throw error
                }
                release(-1)
            }
            guard ContinuousClock.now < deadline else {
                throw CaseworkError.unavailable("Many people are logging in at this moment. Try again in a minute.")
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    func release(_ file: Int32) {
        if file >= 0 { close(file) }
        running.withLock { $0 -= 1 }
    }

    /// The first of the files that nobody has locked; nil where all are.
    private func lockedFile() throws -> Int32? {
        guard let folder else { return -1 }
        for slot in 1...Self.count {
            let path = "\(folder)/derivation.\(slot)"
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard file >= 0 else {
                throw CaseworkError.unavailable(
                    "\(path) cannot be opened (\(String(cString: strerror(errno)))). Check the home folder and its owner."
                )
            }
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return file }
            close(file)
        }
        return nil
    }
}

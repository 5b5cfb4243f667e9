import Glibc

/// The person, or the system, asked the program to stop.
package struct Interrupted: Error, Equatable, CustomStringConvertible {
    /// SIGINT or SIGTERM, mostly.
    package let signal: Int32
    /// How to go on with what was begun; nil where nothing was changed.
    package var advice: String?

    /// 130 for Ctrl-C: 128 and the number of the signal, as shells count.
    package var exitCode: Int32 { 128 + signal }

    package var description: String {
        signal == SIGINT ? "Interrupted before it was finished." : "Stopped by signal \(signal)."
    }
}

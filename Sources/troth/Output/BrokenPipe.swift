import Glibc

/// Keeps SIGPIPE from ending the process while one piece of writing runs, without touching what the process does with
/// the signal: an ignored signal would be inherited by every program that is started.
enum BrokenPipe {
    static func withoutSignal<Result>(_ body: () -> Result) -> Result {
        var pipe = sigset_t()
        var before = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        let result = body()
        // A signal that was raised meanwhile belongs to this thread: take it away before it is let through.
        var now = timespec(tv_sec: 0, tv_nsec: 0)
        while sigtimedwait(&pipe, nil, &now) == -1 && errno == EINTR {}
        pthread_sigmask(SIG_SETMASK, &before, nil)
        return result
    }
}

/// The bound values of one statement laid out for libpq, in buffers that the session uses again and again.
@safe
final class Parameters {
    /// The OID of `bytea`, the one type that is declared.
    private static let byteaOID: UInt32 = 17

    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var types: [UInt32] = []
    private var pointers: [UnsafePointer<CChar>?] = unsafe []

    /// libpq's view of the values, valid only inside `withPointers`.
    @unsafe
    struct Pointers {
        let count: Int32
        let types: UnsafePointer<UInt32>?
        let values: UnsafePointer<UnsafePointer<CChar>?>?
        let lengths: UnsafePointer<Int32>?
        let formats: UnsafePointer<Int32>?
    }

    /// Lays the values out and lends them to the body.
    func withPointers<R>(_ values: [PostgresValue], _ body: (Pointers) -> R) -> R {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        types.removeAll(keepingCapacity: true)
        unsafe pointers.removeAll(keepingCapacity: true)
        for value in values { lay(value) }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            for offset in offsets {
                let start = unsafe offset < 0 ? nil : buffer.baseAddress.map { unsafe UnsafeRawPointer($0 + offset) }
                unsafe pointers.append(start?.assumingMemoryBound(to: CChar.self))
            }
            return unsafe pointers.withUnsafeBufferPointer { pointers in
                unsafe lengths.withUnsafeBufferPointer { lengths in
                    unsafe formats.withUnsafeBufferPointer { formats in
                        unsafe types.withUnsafeBufferPointer { types in
                            unsafe body(
                                Pointers(
                                    count: Int32(values.count), types: types.baseAddress,
                                    values: pointers.baseAddress, lengths: lengths.baseAddress,
                                    formats: formats.baseAddress))
                        }
                    }
                }
            }
        }
    }

    private func lay(_ value: PostgresValue) {
        offsets.append(bytes.count)
        switch value {
        case .null:
            offsets[offsets.count - 1] = -1
            add(length: 0, isBinary: false)
        case .bytes(let content):
            bytes.append(contentsOf: content)
            add(length: content.count, isBinary: true)
        case .text(let text):
            bytes.append(contentsOf: text.utf8)
            add(length: 0, isBinary: false)
        case .array:
            bytes.append(contentsOf: (value.literalText ?? "").utf8)
            add(length: 0, isBinary: false)
        }
        bytes.append(0)
    }

    private func add(length: Int, isBinary: Bool) {
        lengths.append(Int32(length))
        formats.append(isBinary ? 1 : 0)
        types.append(isBinary ? Self.byteaOID : 0)
    }
}

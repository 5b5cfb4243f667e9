import FoundationEssentials

/// The bytes of an integer, the most significant first, as in every format of this room.
func bigEndianBytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
}

/// The integer written at the start of `bytes`, which holds at least four.
func bigEndianUInt32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
}

extension UUID {
    /// The sixteen bytes in the order in which they are written.
    var bytes: [UInt8] {
        withUnsafeBytes(of: uuid) { Array($0) }
    }

    /// The UUID of these sixteen bytes.
    init(bytes: some Collection<UInt8>) {
        var value = UUID().uuid
        withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes) }
        self.init(uuid: value)
    }
}

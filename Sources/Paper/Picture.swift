import CPango

/// A picture in memory, read from a PNG.
@safe
package final class Picture {
    let surface: OpaquePointer

    /// Nil where the bytes are no PNG, or a broken one.
    package init?(png bytes: [UInt8]) {
        var source = Source(bytes: bytes)
        let surface = unsafe withUnsafeMutablePointer(to: &source) { place in
            unsafe cairo_image_surface_create_from_png_stream(Source.read, UnsafeMutableRawPointer(place))
        }
        guard let surface = unsafe surface else { return nil }
        guard unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            unsafe cairo_surface_destroy(surface)
            return nil
        }
        unsafe self.surface = unsafe surface
    }

    deinit {
        unsafe cairo_surface_destroy(surface)
    }

    package var width: Int { Int(unsafe cairo_image_surface_get_width(surface)) }
    package var height: Int { Int(unsafe cairo_image_surface_get_height(surface)) }

    /// How dark each point is, from 0 to 255, row by row.
    package var greys: [UInt8] {
        let stride = Int(unsafe cairo_image_surface_get_stride(surface))
        guard let data = unsafe cairo_image_surface_get_data(surface) else { return [] }
        var greys: [UInt8] = []
        greys.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                // Four bytes a point, of which the first three are colours in any order.
                let at = y * stride + 4 * x
                let sum = unsafe Int(data[at]) + Int(data[at + 1]) + Int(data[at + 2])
                greys.append(UInt8(sum / 3))
            }
        }
        return greys
    }

    private struct Source {
        let bytes: [UInt8]
        var next = 0

        static let read: cairo_read_func_t = { place, data, length in
            guard let place = unsafe place, let data = unsafe data else { return CAIRO_STATUS_READ_ERROR }
            let source = unsafe place.assumingMemoryBound(to: Source.self)
            let start = unsafe source.pointee.next
            let end = start + Int(length)
            guard unsafe end <= source.pointee.bytes.count else { return CAIRO_STATUS_READ_ERROR }
            for index in start..<end { unsafe data[index - start] = unsafe source.pointee.bytes[index] }
            unsafe source.pointee.next = end
            return CAIRO_STATUS_SUCCESS
        }
    }
}

import CZlib

/// Bytes as gzip has them (RFC 1952), for whoever fetches a page over a slow line.
public enum Gzip {
  /// Compresses; the same bytes are the same everywhere, for neither a name nor a time goes along.
  ///
  /// - Parameter bytes: what is to be compressed.
  /// - Returns: nil where there is not the memory for it.
  public static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    // zlib remembers where its state is told from: it must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let gzipWindow = MAX_WBITS + 16
    guard
      deflateInit2_(
        stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(stream) }
    let most = Int(deflateBound(stream, uLong(bytes.count)))
    var isWhole = false
    let packed = [UInt8](unsafeUninitializedCapacity: most) { output, count in
      bytes.withUnsafeBufferPointer { input in
        // zlib reads from it and does not write.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = uInt(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = uInt(most)
        isWhole = deflate(stream, Z_FINISH) == Z_STREAM_END
      }
      count = most - Int(stream.pointee.avail_out)
    }
    return isWhole ? packed : nil
  }
}

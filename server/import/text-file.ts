/**
 * A text file's words: UTF-8 with or without a mark, UTF-16, else GB18030 (which holds GBK and GB2312).
 * Null when the bytes are none of these.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be')
  const zeros = [0, 0]
  const sample = bytes.subarray(0, 4000)
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1
  // Line ends, figures and Latin letters have a zero byte on one side; Han characters such as 一 (4E00) now and then on the other.
  if (zeros[1]! > sample.length / 40 && zeros[1]! > zeros[0]! * 3) return decoded(bytes, 'utf-16le')
  if (zeros[0]! > sample.length / 40 && zeros[0]! > zeros[1]! * 3) return decoded(bytes, 'utf-16be')
  if (zeros[0]! + zeros[1]! > 0) return null
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

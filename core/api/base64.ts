const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes as base64, for replies that carry a file over a wire of JSON. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const left = bytes.length - i
    parts.push(
      letters[a >> 2]! + letters[((a & 3) << 4) | (b >> 4)]! + (left > 1 ? letters[((b & 15) << 2) | (c >> 6)]! : '=') + (left > 2 ? letters[c & 63]! : '='),
    )
  }
  return parts.join('')
}

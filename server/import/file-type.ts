/** The media type that the bytes themselves show; `application/octet-stream` when they show none. Names are not believed. */
export function mediaTypeOf(bytes: Uint8Array): string {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'image/gif'
  if (starts(0x52, 0x49, 0x46, 0x46) && String.fromCharCode(...bytes.slice(8, 12)) === 'WEBP') return 'image/webp'
  if (String.fromCharCode(...bytes.slice(4, 8)) === 'ftyp') {
    const brand = String.fromCharCode(...bytes.slice(8, 12))
    if (/^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) return 'image/heic'
    if (/^avi[fs]$/.test(brand)) return 'image/avif'
    if (brand === 'qt  ') return 'video/quicktime'
    return brand.startsWith('3g') ? 'video/3gpp' : 'video/mp4'
  }
  // Films of older cameras begin without saying their kind, but with a length of less than 32 MB, as no text does.
  if (bytes[0]! <= 1 && /^(moov|mdat|wide)$/.test(String.fromCharCode(...bytes.slice(4, 8)))) return 'video/quicktime'
  if (starts(0x49, 0x49, 0x2a, 0x00) || starts(0x4d, 0x4d, 0x00, 0x2a)) return 'image/tiff'
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'application/pdf'
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'application/x-ole-storage'
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'application/zip'
  if (starts(0x52, 0x61, 0x72, 0x21)) return 'application/vnd.rar'
  if (starts(0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'application/rtf'
  return 'application/octet-stream'
}

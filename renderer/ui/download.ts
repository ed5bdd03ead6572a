/** Hands a file to the person: the desktop asks where to put it, a browser puts it with the downloads. Returns whether it was kept. */
export async function download(name: string, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<boolean> {
  if (window.desktop) {
    const reply = await window.desktop.saveFile(name, bytes)
    return reply.ok && reply.value !== null
  }
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the address after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
  return true
}

export const textBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
export const base64Bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), char => char.charCodeAt(0))

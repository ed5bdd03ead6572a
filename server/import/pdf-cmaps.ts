/**
 * Character maps for PDFs that name a Chinese encoding instead of carrying one (UniGB-…, GBK-EUC-…), as office programs of the
 * 2000s wrote them. Adobe's tables go code → CID → Unicode; screening needs only the words, so here the CID *is* the Unicode
 * value and the second table is the identity. Fonts that hold real CIDs (Identity-H without ToUnicode) cannot be read this way:
 * their request is refused, and the page counts as one without text.
 */
export class ChineseCharacterMaps {
  private named = false

  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind !== 'cMapUrl') throw new Error(`no ${kind}`)
    const map = this.mapOf(filename)
    if (map === undefined) throw new Error(`no character map ${filename}`)
    return new TextEncoder().encode(map)
  }

  private mapOf(name: string): string | undefined {
    if (name === 'Adobe-GB1-UCS2') return this.named ? identity : undefined
    const unicode = /^UniGB-(?:UCS2|UTF16)-[HV]$/.test(name)
    if (!unicode && !/^(?:GBK-EUC|GBKp-EUC|GBK2K|GB-EUC|GBpc-EUC)-[HV]$/.test(name)) return undefined
    this.named = true
    return unicode ? codesToSelf : gbk()
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** 256 rows: one range that counts over the whole plane would carry wrongly in the last byte of each row. */
const rows = Array.from({ length: 256 }, (_, row) => row)

const codesToSelf = `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange endcmap`

const identity = `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 256 beginbfrange ${rows.map((row) => `<${hex(row, 2)}00> <${hex(row, 2)}ff> <${hex(row, 2)}00>`).join(' ')} endbfrange endcmap`

let gbkMap: string | undefined

const gbk = (): string => {
  if (gbkMap !== undefined) return gbkMap
  const decoder = new TextDecoder('gbk')
  const entries: string[] = []
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\ufffd') entries.push(`<${hex(lead, 2)}${hex(trail, 2)}> ${text.charCodeAt(0)}`)
    }
  gbkMap = `begincmap 2 begincodespacerange <00> <80> <8140> <fefe> endcodespacerange 1 begincidrange <00> <7f> 0 endcidrange ${entries.length} begincidchar ${entries.join(' ')} endcidchar endcmap`
  return gbkMap
}

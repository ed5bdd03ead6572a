import { child, elements, switchedOn, valueOf, type Xml } from '#server/import/xml'

/** What a paragraph or character style says, through everything it is based on. Undefined: not said. */
export type Looks = {
  name: string
  align?: string | undefined
  indent?: boolean | undefined
  outline?: number | undefined
  numId?: string | undefined
  depth?: number | undefined
  bold?: boolean | undefined
  italic?: boolean | undefined
  hidden?: boolean | undefined
}

/** The styles of a document by id. */
export class Styles {
  private looks = new Map<string, Looks>()
  private sources = new Map<string, Xml>()
  private standard: string | undefined

  constructor(styles: Xml | null) {
    for (const style of styles ? elements(styles, 'w:style') : []) {
      const id = style.attrs['w:styleId'] ?? ''
      this.sources.set(id, style)
      if (style.attrs['w:type'] === 'paragraph' && ['1', 'true'].includes(style.attrs['w:default'] ?? ''))
        this.standard = id
    }
  }

  /** Whether a style of this name is there. */
  has(name: string): boolean {
    return [...this.sources.values()].some(source => valueOf(source, 'w:name') === name)
  }

  /** A paragraph that names no style has the standard one. */
  paragraph(id: string | undefined): Looks {
    return this.of(id ?? this.standard ?? '', 0)
  }

  character(id: string | undefined): Looks {
    return id ? this.of(id, 0) : { name: '' }
  }

  private of(id: string, depth: number): Looks {
    const known = this.looks.get(id)
    if (known) return known
    const source = this.sources.get(id)
    if (!source || depth > 20) return { name: '' }
    const base = valueOf(source, 'w:basedOn')
    const own = defined(paragraphLooks(child(source, 'w:pPr')), runLooks(child(source, 'w:rPr')))
    const looks = { ...(base ? this.of(base, depth + 1) : {}), ...own, name: valueOf(source, 'w:name') ?? id }
    this.looks.set(id, looks)
    return looks
  }
}

/** What `w:pPr` says of its own. */
export function paragraphLooks(pPr: Xml | undefined): Omit<Looks, 'name'> {
  const numPr = child(pPr, 'w:numPr')
  const outline = valueOf(pPr, 'w:outlineLvl')
  const depth = valueOf(numPr, 'w:ilvl')
  return {
    align: valueOf(pPr, 'w:jc'),
    indent: indentOf(child(pPr, 'w:ind')),
    outline: outline === undefined ? undefined : Number(outline),
    numId: valueOf(numPr, 'w:numId'),
    depth: depth === undefined ? undefined : Number(depth),
  }
}

/** What `w:rPr` says of its own. */
export const runLooks = (rPr: Xml | undefined): Omit<Looks, 'name'> => ({
  bold: switchedOn(rPr, 'w:b'),
  italic: switchedOn(rPr, 'w:i'),
  hidden: switchedOn(rPr, 'w:vanish'),
})

function indentOf(ind: Xml | undefined): boolean | undefined {
  if (!ind) return undefined
  const { attrs } = ind
  const said = ['w:firstLine', 'w:firstLineChars', 'w:hanging', 'w:hangingChars'].filter(key => key in attrs)
  if (said.length === 0) return undefined
  return Number(attrs['w:firstLine'] ?? 0) > 0 || Number(attrs['w:firstLineChars'] ?? 0) > 0
}

/** Later values win, but only those that are said. */
export function defined<T extends object>(...layers: Partial<T>[]): Partial<T> {
  return Object.fromEntries(
    layers.flatMap(layer => Object.entries(layer)).filter(([, value]) => value !== undefined),
  ) as Partial<T>
}

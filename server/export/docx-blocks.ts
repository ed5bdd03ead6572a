import { AlignmentType, HeadingLevel, LevelFormat, PageBreak, Paragraph, Table, type INumberingOptions, type IParagraphOptions } from 'docx'
import type { Block, List, ListItem, Paragraph as ParagraphBlock } from '#core/article/content'
import { Holder, type PaperBlock } from '#server/export/docx-holder'
import { Numbered, runsOf } from '#server/export/docx-inline'
import { pictureOf } from '#server/export/docx-picture'
import { tableOf } from '#server/export/docx-table'
import { holderTags, type PaperStyle } from '#server/export/paper-names'

type Ground = 'body' | 'cell' | 'quote' | 'item'

/** Where a block stands: what it stands in, and how many lists are around it. */
type Place = { ground: Ground; depth: number }

/** Word numbers nine levels of a list; deeper ones stand in holders of the ninth. */
const deepestLevel = 8

/** Turns the blocks of a body into what the Word library writes; one instance per document. */
export class PaperBlocks {
  readonly numbered = new Numbered()
  readonly numbering: INumberingOptions['config'][number][] = []
  private pictures = 0
  private picture: (digest: string) => Uint8Array

  constructor(picture: (digest: string) => Uint8Array) {
    this.picture = picture
  }

  body(blocks: readonly Block[]): PaperBlock[] {
    return this.blocks(blocks, { ground: 'body', depth: 0 })
  }

  /** Two tables side by side would become one, and Word ends every story with a paragraph: fillers stand between and behind. */
  private blocks(blocks: readonly Block[], place: Place): PaperBlock[] {
    const out: PaperBlock[] = []
    for (const block of blocks) {
      const pieces = this.block(block, place)
      if (endsStory(out.at(-1)) && endsStory(pieces[0])) out.push(filler())
      out.push(...pieces)
    }
    if (endsStory(out.at(-1))) out.push(filler())
    return out
  }

  private block(block: Block, place: Place): PaperBlock[] {
    switch (block.type) {
      case 'paragraph':
        return [this.paragraph(block, place)]
      case 'heading': {
        const heading = headings[block.attrs.level - 1]!
        return [new Paragraph({ heading, ...aligned(block.attrs.textAlign), children: runsOf(block.content ?? [], this.numbered) })]
      }
      case 'image':
        this.pictures += 1
        return pictureOf(block, this.picture(block.attrs.digest), this.pictures)
      case 'horizontalRule':
        return [new Paragraph({ style: 'rule' satisfies PaperStyle })]
      case 'pageBreak':
        return [new Paragraph({ style: 'pageBreak' satisfies PaperStyle, children: [new PageBreak()] })]
      case 'blockquote':
        return [new Holder(holderTags.quote, this.blocks(block.content, { ground: 'quote', depth: 0 }))]
      case 'table':
        return [tableOf(block, cell => this.blocks(cell.content, { ground: 'cell', depth: 0 }))]
      case 'bulletList':
      case 'orderedList':
        return this.list(block, place.depth)
    }
  }

  private paragraph(block: ParagraphBlock, { ground }: Place, numbering?: IParagraphOptions['numbering']): Paragraph {
    const style: PaperStyle = block.attrs?.firstLine === false ? `${ground}Flush` : ground
    return new Paragraph({
      style,
      ...(numbering && { numbering }),
      ...aligned(block.attrs?.textAlign),
      children: runsOf(block.content ?? [], this.numbered),
    })
  }

  private list(list: List, depth: number): PaperBlock[] {
    const reference = `list${this.numbering.length + 1}`
    this.numbering.push({ reference, levels: levelsOf(list) })
    const level = Math.min(depth, deepestLevel)
    return list.content.flatMap(item => this.item(item, { reference, level, custom: true }, depth))
  }

  /** An item of one paragraph and lists is what Word's own lists can say; any other is held together by a holder. */
  private item(item: ListItem, numbering: NonNullable<IParagraphOptions['numbering']>, depth: number): PaperBlock[] {
    const [first, ...rest] = item.content
    const inner: Place = { ground: 'item', depth: depth + 1 }
    const lead =
      first?.type === 'paragraph'
        ? this.paragraph(first, inner, numbering)
        : new Paragraph({ style: 'filler' satisfies PaperStyle, numbering })
    const others = first?.type === 'paragraph' ? rest : item.content
    const native = others.every(isList) && first?.type === 'paragraph' && (others.length === 0 || depth < deepestLevel)
    if (native) return [lead, ...others.flatMap(list => this.block(list, inner))]
    return [new Holder(holderTags.item, [lead, ...this.blocks(others, inner)])]
  }
}

const isList = (block: Block): boolean => block.type === 'bulletList' || block.type === 'orderedList'

const endsStory = (block: PaperBlock | undefined): boolean => block instanceof Table || block instanceof Holder
const filler = () => new Paragraph({ style: 'filler' satisfies PaperStyle })

const alignmentOf = { center: AlignmentType.CENTER, right: AlignmentType.RIGHT, justify: AlignmentType.BOTH } as const

function aligned(textAlign: 'left' | 'center' | 'right' | 'justify' | null | undefined): Pick<IParagraphOptions, 'alignment'> {
  return textAlign && textAlign !== 'left' ? { alignment: alignmentOf[textAlign] } : {}
}

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4]
const bullets = ['●', '○', '■'] as const

/** Every level of a list of its own counts from where the list starts. */
function levelsOf(list: List): INumberingOptions['config'][number]['levels'] {
  const start = list.type === 'orderedList' ? (list.attrs?.start ?? 1) : 1
  return Array.from({ length: deepestLevel + 1 }, (_, level) => ({
    level,
    start,
    format: list.type === 'orderedList' ? LevelFormat.DECIMAL : LevelFormat.BULLET,
    text: list.type === 'orderedList' ? `%${level + 1}.` : bullets[level % 3]!,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 640 * (level + 2), hanging: 640 } } },
  }))
}

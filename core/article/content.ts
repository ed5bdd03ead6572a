import { z } from 'zod'

/** Lower-case hex SHA-256. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** A calendar date `YYYY-MM-DD` in Asia/Shanghai, or empty when not given. */
const dateOrEmpty = z.union([z.literal(''), z.iso.date()])

/** Largest picture, attachment or imported file, in MB. */
export const largestFileMB = 20

export const kinds = ['notice', 'news', 'policy', 'interpretation', 'reprint', 'correction'] as const
export type Kind = (typeof kinds)[number]
export const kindZh: Record<Kind, string> = {
  notice: '通知公告',
  news: '政务动态',
  policy: '政策文件',
  interpretation: '政策解读',
  reprint: '转载',
  correction: '更正/澄清',
}

export const grades = ['ordinary', 'important', 'sensitive'] as const
export type Grade = (typeof grades)[number]
export const gradeZh: Record<Grade, string> = { ordinary: 'A 普通', important: 'B 重要', sensitive: 'C 敏感' }

/** 公开属性 (政府信息公开条例 第十三条): anything but `proactive` needs a ground. */
export const disclosures = ['proactive', 'on-request', 'withheld'] as const
export const disclosureZh: Record<(typeof disclosures)[number], string> = {
  proactive: '主动公开',
  'on-request': '依申请公开',
  withheld: '不予公开',
}

/** 有效性; the empty string means the field does not apply (news, reprints). */
export const validities = ['', 'valid', 'invalid', 'repealed', 'amended'] as const
export const validityZh: Record<(typeof validities)[number], string> = {
  '': '不适用',
  valid: '有效',
  invalid: '失效',
  repealed: '废止',
  amended: '已修改',
}

/** Only addresses that a browser opens without running anything. */
// oxlint-disable-next-line no-control-regex
export const isSafeHref = (href: string): boolean => /^(https?:\/\/|mailto:)[^\s<>"'`\u0000-\u001f]+$/i.test(href)

export const alignments = ['left', 'center', 'right', 'justify'] as const

const Mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript']) }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: z.string().max(2048).refine(isSafeHref) }) }),
])
export type Mark = z.infer<typeof Mark>

const Text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), marks: z.array(Mark).optional() })
const HardBreak = z.strictObject({ type: z.literal('hardBreak'), marks: z.array(Mark).optional() })
/** A note set at the foot of the page; inline and atomic, its words live in the attribute. */
const Footnote = z.strictObject({ type: z.literal('footnote'), attrs: z.strictObject({ text: z.string().min(1) }) })
const Inline = z.discriminatedUnion('type', [Text, HardBreak, Footnote])
export type Inline = z.infer<typeof Inline>

const textAlign = z.enum(alignments).nullish()
const Paragraph = z.strictObject({
  type: z.literal('paragraph'),
  /** `firstLine: false` takes away the two-character indent that official paragraphs have. */
  attrs: z.strictObject({ textAlign, firstLine: z.boolean().optional() }).optional(),
  content: z.array(Inline).optional(),
})
const Heading = z.strictObject({
  type: z.literal('heading'),
  /** 1 一、 · 2 （一） · 3 1. · 4 （1） (GB/T 9704). */
  attrs: z.strictObject({ level: z.number().int().min(1).max(4), textAlign }),
  content: z.array(Inline).optional(),
})
const HorizontalRule = z.strictObject({ type: z.literal('horizontalRule') })
const PageBreak = z.strictObject({ type: z.literal('pageBreak') })
/** A picture by the digest of its bytes; the bytes live in the store. `width` in px of a 677 px column. */
const Image = z.strictObject({
  type: z.literal('image'),
  attrs: z.strictObject({
    digest: Digest,
    alt: z.string().max(500).optional(),
    caption: z.string().max(500).optional(),
    width: z.number().int().min(16).max(4000).nullish(),
  }),
})

export type Paragraph = z.infer<typeof Paragraph>
export type Heading = z.infer<typeof Heading>
export type Image = z.infer<typeof Image>
export type ListItem = { type: 'listItem'; content: Block[] }
export type List =
  | { type: 'bulletList'; content: ListItem[] }
  | { type: 'orderedList'; attrs?: { start?: number | undefined } | undefined; content: ListItem[] }
export type Cell = {
  type: 'tableCell' | 'tableHeader'
  attrs?:
    | { colspan?: number | undefined; rowspan?: number | undefined; colwidth?: number[] | null | undefined }
    | undefined
  content: Block[]
}
export type Row = { type: 'tableRow'; content: Cell[] }
export type Table = { type: 'table'; content: Row[] }
export type Quote = { type: 'blockquote'; content: Block[] }
export type Block =
  | Paragraph
  | Heading
  | Image
  | List
  | Table
  | Quote
  | { type: 'horizontalRule' }
  | { type: 'pageBreak' }

const Block: z.ZodType<Block, Block> = z.lazy(() =>
  z.discriminatedUnion('type', [
    Paragraph,
    Heading,
    Image,
    HorizontalRule,
    PageBreak,
    z.strictObject({ type: z.literal('bulletList'), content: z.array(ListItem).min(1) }),
    z.strictObject({
      type: z.literal('orderedList'),
      attrs: z.strictObject({ start: z.number().int().min(1).max(9999).optional() }).optional(),
      content: z.array(ListItem).min(1),
    }),
    z.strictObject({ type: z.literal('table'), content: z.array(Row).min(1).max(2000) }),
    z.strictObject({ type: z.literal('blockquote'), content: z.array(Block).min(1) }),
  ]),
) as z.ZodType<Block, Block>
const ListItem = z.strictObject({ type: z.literal('listItem'), content: z.array(Block).min(1) })
const Cell = z.strictObject({
  type: z.enum(['tableCell', 'tableHeader']),
  attrs: z
    .strictObject({
      colspan: z.number().int().min(1).max(100).optional(),
      rowspan: z.number().int().min(1).max(2000).optional(),
      colwidth: z.array(z.number().int().min(0).max(4000)).nullish(),
    })
    .optional(),
  content: z.array(Block).min(1),
})
const Row = z.strictObject({ type: z.literal('tableRow'), content: z.array(Cell) })

/** The body: TipTap JSON of a closed set of nodes and marks. Anything else is refused, never dropped. */
export const Body = z.strictObject({ type: z.literal('doc'), content: z.array(Block).min(1).max(20_000) })
export type Body = z.infer<typeof Body>

/** 原创, or 转载 with the name and address of where it came from. */
const Source = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('original') }),
  z.strictObject({ type: z.literal('reprint'), name: z.string().max(100), url: z.string().max(2048) }),
])

/** What is published beside the text. Empty strings are fields not yet filled; `missing.ts` says which are needed. */
export const Publication = z.strictObject({
  /** 发布机构, full name. */
  issuer: z.string().max(100),
  /** 发文字号 such as 台政办发〔2023〕6号. */
  documentNumber: z.string().max(60),
  /** 索引号, taken once from the office's counter and never reused. */
  indexNumber: z.string().max(60),
  /** 主题分类 written 一级\二级. */
  topic: z.string().max(60),
  /** 成文日期 (形成日期). */
  formedOn: dateOrEmpty,
  /** 施行日期. */
  effectiveOn: dateOrEmpty,
  /** 失效日期. */
  expiresOn: dateOrEmpty,
  validity: z.enum(validities),
  disclosure: z.strictObject({ attribute: z.enum(disclosures), ground: z.string().max(500) }),
  source: Source,
  /** 栏目. */
  column: z.string().max(60),
  keywords: z.array(z.string().min(1).max(30)).max(20),
  /** 内容概述; site directories take at most 100 characters, which `missing.ts` checks. */
  summary: z.string().max(500),
  /** 责任编辑 as printed, or empty. */
  editor: z.string().max(50),
  /** Earliest time of release with zone, or empty: part of what is signed. */
  notBefore: z.union([z.literal(''), z.iso.datetime({ offset: true })]),
})
export type Publication = z.infer<typeof Publication>

/** The channels this text is meant for, with what each shows instead of the common title. A missing key: not meant for it. */
export const ChannelVariants = z.strictObject({
  website: z.strictObject({}).optional(),
  wechat: z
    .strictObject({
      title: z.string().max(200),
      digest: z.string().max(1000),
      author: z.string().max(100),
      /** Digest of the cover picture, or empty. */
      cover: z.union([z.literal(''), Digest]),
    })
    .optional(),
})
export type ChannelVariants = z.infer<typeof ChannelVariants>

export const Attachment = z.strictObject({
  digest: Digest,
  name: z.string().min(1).max(200),
  /** Bytes. */
  size: z.number().int().min(0),
  mediaType: z.string().max(120),
})
export type Attachment = z.infer<typeof Attachment>

/** 内容: everything that can be seen once published (RULEBOOK 1). */
export const Content = z.strictObject({
  kind: z.enum(kinds),
  grade: z.enum(grades),
  title: z.string().max(500),
  subtitle: z.string().max(500),
  body: Body,
  publication: Publication,
  channels: ChannelVariants,
  attachments: z.array(Attachment).max(100),
})
export type Content = z.infer<typeof Content>

/** A blank article of a kind: what 新建稿件 opens. */
export function emptyContent(kind: Kind = 'notice', issuer = ''): Content {
  return {
    kind,
    grade: 'ordinary',
    title: '',
    subtitle: '',
    body: { type: 'doc', content: [{ type: 'paragraph' }] },
    publication: {
      issuer,
      documentNumber: '',
      indexNumber: '',
      topic: '',
      formedOn: '',
      effectiveOn: '',
      expiresOn: '',
      validity: '',
      disclosure: { attribute: 'proactive', ground: '' },
      source: kind === 'reprint' ? { type: 'reprint', name: '', url: '' } : { type: 'original' },
      column: '',
      keywords: [],
      summary: '',
      editor: '',
      notBefore: '',
    },
    channels: { website: {} },
    attachments: [],
  }
}

/** Digests of every picture and file the content shows, in order of appearance, each once. */
export function filesOf(content: Content): string[] {
  const found = new Set<string>()
  const walk = (node: unknown): void => {
    const { type, attrs, content: children } = node as { type: string; attrs?: { digest: string }; content?: unknown[] }
    if (type === 'image' && attrs) found.add(attrs.digest)
    children?.forEach(walk)
  }
  walk(content.body)
  if (content.channels.wechat?.cover) found.add(content.channels.wechat.cover)
  for (const attachment of content.attachments) found.add(attachment.digest)
  return [...found]
}

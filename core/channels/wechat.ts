import { filesOf, type Content, type Mark } from '#core/article/content'
import { channelZh } from '#core/article/facts'
import { characters, type Channel, type Gauge, type PlacedFiles, type ReleaseInput } from '#core/channels/channel'
import { channelLimits } from '#core/channels/limits'
import { escapeHtml, plainMark, serialize, type Dress } from '#core/channels/serialize'

/** The width of an article in WeChat's editor, px; a picture's width becomes a share of it. */
const columnWidth = 677

/**
 * 微信公众号: one fragment to paste or to push. WeChat drops style sheets, classes and ids, so looks are inline; one wrapper
 * sets what is inherited, because a style on every paragraph pushes real work plans over 20,000 characters (measured).
 */
export const wechat: Channel = {
  zh: channelZh.wechat,
  measure,
  missingFacts: ({ content }) => (titleOf(content).trim() ? [] : ['公众号标题']),
  carries: content => {
    const cover = content.channels.wechat?.cover
    return [...new Set([...filesOf({ ...content, channels: {}, attachments: [] }), ...(cover ? [cover] : [])])]
  },
  write: (input, files) => {
    const fragment = fragmentOf(input.content, path => files.get(path)?.path ?? '')
    const texts = [
      { path: 'content.html', text: fragment },
      { path: 'preview.html', text: preview(input.content, fragment) },
      { path: 'upload-list.json', text: `${JSON.stringify(uploadList(input, files), null, 2)}\n` },
    ]
    return { texts, page: 'preview.html' }
  },
}

/** The official limit says fewer than. */
const mostCharacters = channelLimits.wechat.content.value - 1

/** WeChat's own title, else the article's. */
const titleOf = (content: Content): string => content.channels.wechat?.title || content.title

/** The fragment with its pictures at paths as long as a package's ever are: `images/` + 8 + `.webp`. */
export const wechatFragment = (content: Content): string => fragmentOf(content, digest => `images/${digest.slice(0, 8)}.webp`)

function measure(content: Content): Gauge[] {
  const variant = content.channels.wechat
  const fragment = wechatFragment(content)
  const { title, digest, author, content: whole } = channelLimits.wechat
  return [
    { name: '标题字数', value: characters(titleOf(content)), limit: title.value, basis: title.source },
    { name: '摘要字数', value: characters(variant?.digest ?? ''), limit: digest.value, basis: digest.source },
    { name: '作者字数', value: characters(variant?.author ?? ''), limit: author.value, basis: author.source },
    { name: '正文字符（含格式代码）', value: fragment.length, limit: mostCharacters, basis: whole.source },
  ]
}

/** The content as WeChat takes it; `pathOf` says where a picture lies. */
function fragmentOf(content: Content, pathOf: (digest: string) => string): string {
  const { html, footnotes } = serialize(content.body, dress(pathOf))
  const subtitle = content.subtitle && `<p style="text-align:center;text-indent:0">${escapeHtml(content.subtitle)}</p>`
  const small = (lines: string[]) =>
    `<section style="font-size:14px;text-indent:0;margin-top:24px">${lines.map(line => `<p>${line}</p>`).join('')}</section>`
  const notes = footnotes.length ? small(footnotes.map((text, index) => `[${index + 1}] ${escapeHtml(text)}`)) : ''
  const names = content.attachments.map((one, index) => `${index + 1}.${escapeHtml(one.name)}`)
  const attachments = names.length ? small(['附件：', ...names]) : ''
  return `<section style="font-size:16px;line-height:2;text-align:justify;text-indent:2em">${subtitle}${html}${notes}${attachments}</section>`
}

function dress(pathOf: (digest: string) => string): Dress {
  return {
    deepestList: 2,
    paragraph: (inner, { align, firstLine, place }) => {
      const flush = align || (!firstLine && place === 'body')
      const style = [align && `text-align:${align}`, flush && align !== 'justify' && 'text-indent:0']
        .filter(Boolean)
        .join(';')
      return `<p${style && ` style="${style}"`}>${inner}</p>`
    },
    heading: (inner, { level, align }) => {
      const centred = align ? `;text-align:${align};text-indent:0` : ''
      if (level === 1) return `<p style="font-size:18px;font-weight:bold${centred}">${inner}</p>`
      return level === 2 || centred ? `<p style="font-weight:bold${centred}">${inner}</p>` : `<p>${inner}</p>`
    },
    image: ({ digest, alt, caption, width }) => {
      const share = width && width < columnWidth ? Math.round((width / columnWidth) * 100) : 100
      const picture = `<img src="${pathOf(digest)}"${alt && ` alt="${escapeHtml(alt)}"`} style="width:${share}%">`
      return `<section style="text-align:center;text-indent:0">${picture}${caption && `<p style="font-size:14px">${escapeHtml(caption)}</p>`}</section>`
    },
    list: ({ ordered, start, items, depth }) => {
      const tag = ordered ? 'ol' : 'ul'
      const style = depth === 0 ? ' style="text-indent:0;padding-left:2em"' : ''
      return `<${tag}${start > 1 ? ` start="${start}"` : ''}${style}>${items.join('')}</${tag}>`
    },
    // WeChat loses a list inside an item when the draft is saved; beside the item it stays.
    item: (inner, lists) => `<li>${inner}</li>${lists}`,
    table: rows =>
      `<table style="width:100%;margin:8px 0;border-collapse:collapse;text-indent:0;font-size:14px;line-height:1.6"><tbody>${rows.map(row => `<tr>${row}</tr>`).join('')}</tbody></table>`,
    cell: (inner, { header, colspan, rowspan, align }) => {
      const tag = header ? 'th' : 'td'
      const spans = (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan="${rowspan}"` : '')
      return `<${tag}${spans} style="border:1px solid #999;padding:4px${align ? `;text-align:${align}` : ''}">${inner}</${tag}>`
    },
    quote: inner =>
      `<blockquote style="border-left:3px solid #ccc;padding-left:12px;margin:12px 0">${inner}</blockquote>`,
    rule: () => '<hr>',
    pageBreak: () => '',
    footnote: number => `<sup>[${number}]</sup>`,
    mark: (inner: string, mark: Mark) =>
      mark.type === 'link' ? link(inner, mark.attrs.href) : plainMark(inner, mark.type),
  }
}

const ownLink = /^https?:\/\/mp\.weixin\.qq\.com\//i

/** WeChat keeps links to published articles of public accounts and filters every other. */
const link = (inner: string, href: string): string =>
  ownLink.test(href) ? `<a href="${escapeHtml(href)}">${inner}</a>` : inner

/** What the editor types into WeChat's form and uploads there, with the limits that hold. */
function uploadList({ content }: ReleaseInput, files: PlacedFiles) {
  const variant = content.channels.wechat
  const { title, digest, author, imageBytes } = channelLimits.wechat
  const pictures = filesOf({ ...content, channels: {}, attachments: [] }).flatMap(one => {
    const file = files.get(one)
    return file
      ? [
          {
            path: file.path,
            bytes: file.bytes.length,
            fits: file.bytes.length <= imageBytes.value && /\.(png|jpg)$/.test(file.path),
          },
        ]
      : []
  })
  return {
    title: titleOf(content),
    digest: variant?.digest ?? '',
    author: variant?.author ?? '',
    cover: variant?.cover ? (files.get(variant.cover)?.path ?? '') : '',
    images: pictures,
    linksLeftOut: linksOf(content).filter(href => !ownLink.test(href)),
    attachmentsNamedOnly: content.attachments.map(one => one.name),
    limits: {
      titleCharacters: title.value,
      digestCharacters: digest.value,
      authorCharacters: author.value,
      contentCharacters: mostCharacters,
      imageBytes: imageBytes.value,
      imageTypes: ['jpg', 'png'],
    },
  }
}

/** Addresses linked in the text, each once. */
function linksOf(content: Content): string[] {
  const found = new Set<string>()
  const walk = (node: { content?: unknown[]; marks?: Mark[] }) => {
    for (const mark of node.marks ?? []) if (mark.type === 'link') found.add(mark.attrs.href)
    for (const child of node.content ?? []) walk(child as typeof node)
  }
  walk(content.body as { content: unknown[] })
  return [...found]
}

/** The fragment at the width of the phone's column, for looking at; it is not uploaded. */
function preview(content: Content, fragment: string): string {
  const title = escapeHtml(titleOf(content))
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{max-width:677px;margin:24px auto;padding:0 16px;color:#222;font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}p{margin:0}h1{font-size:22px}img{height:auto}</style></head>
<body><h1>${title}</h1>
${fragment}
</body>
</html>
`
}

import ExifReader from 'exifreader'
import { RefusedFile } from './file-refusal.ts'
import { layoutOf, type ImageLayout } from './image-layout.ts'
import type { Collector } from './reading-types.ts'

/** More pixels than this would cost hundreds of megabytes wherever the picture is shown. */
const mostPixels = 100_000_000
const longestSide = 30_000

/** Signatures of other kinds of files that a picture may carry behind its end. */
const foreign = ['PK\u0003\u0004', '%PDF-', 'Rar!\u001a', '7z\u00bc\u00af', 'MZ\u0090', '\u007fELF', '<script', '<?php'].map((text) => Buffer.from(text, 'latin1'))

/**
 * What a picture tells besides its pixels: size, EXIF, GPS, camera and author, embedded thumbnail, XMP and text chunks. A picture
 * with more than a hundred million pixels, or with another file behind its end, is refused. `alone`: the picture is the file itself.
 */
export const readImage = async (bytes: Uint8Array, into: Collector, where: string, alone: boolean): Promise<void> => {
  let layout: ImageLayout | undefined
  try {
    layout = layoutOf(bytes)
  } catch (error) {
    if (alone) throw error
    into.fact('damaged-image', 'link', 'info', where, '图片数据不完整，未能检查元数据')
    return
  }
  const gif = bytes[0] === 0x47 && bytes[1] === 0x49 && bytes[2] === 0x46
  if (!layout && !gif) {
    if (alone) throw new RefusedFile('unknown-kind')
    return
  }
  const width = layout?.width ?? (bytes[6] ?? 0) + (bytes[7] ?? 0) * 256
  const height = layout?.height ?? (bytes[8] ?? 0) + (bytes[9] ?? 0) * 256
  if (width * height > mostPixels || width > longestSide || height > longestSide) throw new RefusedFile('too-many-pixels')
  if (layout) checkBehind(bytes, layout, into, where)
  readTags(bytes, into, where)
}

const checkBehind = (bytes: Uint8Array, layout: ImageLayout, into: Collector, where: string): void => {
  const behind = Buffer.from(bytes.buffer, bytes.byteOffset + layout.end, bytes.length - layout.end)
  if (behind.length === 0) return
  if (foreign.some((signature) => behind.includes(signature))) throw new RefusedFile('mixed-kinds')
  if (behind.some((byte) => byte !== 0)) into.fact('bytes-behind-image', 'personal', 'warn', where, `图片结尾后另有 ${behind.length} 字节数据（常见于手机动态照片）`)
}

const told: Readonly<Record<string, string>> = {
  Make: '相机厂商', Model: '相机型号', Software: '软件', DateTimeOriginal: '拍摄时间', Artist: '作者', Copyright: '版权', ImageDescription: '说明',
  UserComment: '备注', XPAuthor: '作者', XPTitle: '标题', XPComment: '备注', XPKeywords: '关键词', XPSubject: '主题', CameraOwnerName: '机主', BodySerialNumber: '机身号', HostComputer: '主机',
}

const readTags = (bytes: Uint8Array, into: Collector, where: string): void => {
  let tags: ReturnType<typeof load>
  try {
    tags = load(bytes)
  } catch {
    // ExifReader throws when there is nothing to read, and on metadata that is malformed: neither shows to a reader
    return
  }
  const lines: string[] = []
  for (const [name, label] of Object.entries(told)) {
    const value = (tags.exif as Record<string, { description?: unknown }> | undefined)?.[name]?.description
    if (typeof value === 'string' && value.trim()) lines.push(`${label}：${value.trim().slice(0, 1000)}`)
  }
  for (const group of [tags.iptc, tags.pngText, tags.png] as (Record<string, { description?: unknown }> | undefined)[])
    for (const [name, tag] of Object.entries(group ?? {}))
      if (typeof tag.description === 'string' && !/^(?:Image|Bit|Color|Compression|Filter|Interlace|Pixel)/.test(name)) lines.push(`${name}：${tag.description.slice(0, 1000)}`)
  const xmp = tags.xmp?._raw
  if (typeof xmp === 'string') lines.push(xmp.slice(0, 200_000).replace(/<[^>]{0,2000}>/g, ' ').replace(/\s+/g, ' '))
  into.part(`${where}（图片元数据）`, 'metadata', lines.join('\n'))
  if (tags.exif || tags.iptc || typeof xmp === 'string') into.fact('image-metadata', 'personal', 'info', where, `图片带有拍摄信息${lines[0] ? `（${lines.slice(0, 3).join('，').slice(0, 100)}）` : ''}，存入时会去除`)
  if (tags.gps?.Latitude !== undefined && tags.gps.Longitude !== undefined)
    into.fact('image-gps', 'location', 'warn', where, '图片带有拍摄地点的经纬度', `${tags.gps.Longitude.toFixed(6)}, ${tags.gps.Latitude.toFixed(6)}`)
  if (tags.Thumbnail) into.fact('image-thumbnail', 'personal', 'warn', where, '图片内嵌缩略图，可能是裁剪或打码前的原图')
}

const load = (bytes: Uint8Array) => ExifReader.load(new Uint8Array(bytes).buffer, { expanded: true })

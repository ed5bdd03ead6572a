import { useEffect, useMemo, useRef, useState } from 'react'
import type { Output } from '#core/api/contract'
import { blobUrl } from '../api.ts'

type Props = { preview: Output<'release.preview'>; width: number; fragment: boolean }

/**
 * The very output at a reader's width, made smaller where it does not fit. No script runs in it: the sandbox has no
 * allow-scripts. It keeps our origin so that its pictures are sent with this person's session.
 */
export function OutputFrame({ preview, width, fragment }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const watch = new ResizeObserver(
      ([entry]) => entry && setRoom({ width: entry.contentRect.width, height: entry.contentRect.height }),
    )
    watch.observe(place.current!)
    return () => watch.disconnect()
  }, [])
  const page = useMemo(() => pageOf(preview, fragment), [preview, fragment])
  const scale = room.width ? Math.min(1, room.width / width) : 1
  return (
    <div className="output-place">
      <div ref={place} className="output-room">
        <iframe
          title="发布效果预览"
          sandbox="allow-same-origin"
          srcDoc={page}
          style={{
            width,
            height: room.height / scale,
            transform: `scale(${scale})`,
            left: Math.max(0, (room.width - width * scale) / 2),
          }}
        />
      </div>
      <p className="output-note">
        页面宽度 {width} 像素{scale < 1 ? `，按 ${Math.round(scale * 100)}% 缩小显示` : '，原大显示'}
      </p>
    </div>
  )
}

/** Pictures point to where their bytes are; a fragment gets the white page that the WeChat editor would be. */
function pageOf({ html, images }: Props['preview'], fragment: boolean): string {
  let page = html
  for (const [path, digest] of Object.entries(images)) page = page.replaceAll(`"${path}"`, `"${blobUrl(digest)}"`)
  if (!fragment) return page
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>微信公众号</title></head><body style="margin:0;padding:20px 16px;background:#fff">${page}</body></html>`
}

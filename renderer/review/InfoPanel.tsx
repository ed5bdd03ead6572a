import { PaperClipOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import type { ReactNode } from 'react'
import { disclosureZh, validityZh, type Content, type Publication } from '#core/article/content'
import { fieldZh } from '#core/article/facts'
import { blobUrl } from '../api.ts'
import { timeZh } from '../ui/time.tsx'

/** 信息: everything that is published beside the text, because it is judged and signed with it. Empty fields are said to be empty. */
export function InfoPanel({ content }: { content: Content }) {
  const { publication, channels, attachments } = content
  const { wechat } = channels
  return (
    <div className="info">
      <section>
        <h3>附件（{attachments.length}）</h3>
        {attachments.length === 0 && <p className="quiet">没有附件。</p>}
        <ul>
          {attachments.map(({ digest, name, size }) => (
            <li key={digest}>
              <a href={blobUrl(digest)} target="_blank" rel="noreferrer">
                <PaperClipOutlined aria-hidden /> {name}
              </a>
              <span className="quiet nowrap">{Math.max(1, Math.round(size / 1024)).toLocaleString('zh-CN')} KB</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>公开信息</h3>
        <dl>
          {(Object.keys(fieldZh) as (keyof Publication)[]).map(field => (
            <Fact key={field} name={fieldZh[field]} value={said(publication, field)} />
          ))}
        </dl>
      </section>
      <section>
        <h3>发布渠道</h3>
        <dl>
          <Fact name="政府网站" value={channels.website ? '发布' : '不发布'} />
          <Fact name="微信公众号" value={wechat ? '发布' : '不发布'} />
          {wechat && (
            <>
              <Fact name="微信标题" value={wechat.title} />
              <Fact name="微信摘要" value={wechat.digest} />
              <Fact name="微信作者" value={wechat.author} />
              <Fact name="微信封面" value={wechat.cover ? <Image src={blobUrl(wechat.cover)} alt="微信封面" width={160} /> : ''} />
            </>
          )}
        </dl>
      </section>
    </div>
  )
}

const Fact = ({ name, value }: { name: string; value: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{value === '' ? <span className="quiet">未填</span> : value}</dd>
  </>
)

function said(publication: Publication, field: keyof Publication): ReactNode {
  if (field === 'validity') return validityZh[publication.validity]
  if (field === 'keywords') return publication.keywords.join('、')
  if (field === 'notBefore') return publication.notBefore ? timeZh(publication.notBefore) : '不限'
  if (field === 'disclosure') return [disclosureZh[publication.disclosure.attribute], publication.disclosure.ground].filter(Boolean).join('：')
  if (field === 'source') return publication.source.type === 'original' ? '原创' : `转载自 ${publication.source.name} ${publication.source.url}`
  return publication[field]
}

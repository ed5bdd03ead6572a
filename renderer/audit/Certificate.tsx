import { createPortal } from 'react-dom'
import { useMe } from '../ui/me.tsx'
import { timeZh } from '../ui/time.tsx'
import type { Report } from './VerifyPanel.tsx'

/** 校验证明: only on paper. What was verified, by whom, when, and with what result. */
export function Certificate({ report, compared }: { report: Report; compared: string | null }) {
  const me = useMe()
  const result = !report.whole ? '未通过' : report.completeness.ok === null ? '通过（未与检查点比对）' : '通过'
  return createPortal(
    <article className="certificate">
      <h1>审计记录校验证明</h1>
      <table>
        <tbody>
          <tr>
            <th>单位</th>
            <td>{me.office.name}</td>
          </tr>
          <tr>
            <th>校验时间</th>
            <td>{timeZh(report.at)}</td>
          </tr>
          <tr>
            <th>校验人</th>
            <td>
              {me.person.name} {me.person.title}
            </td>
          </tr>
          <tr>
            <th>校验范围</th>
            <td>
              审计记录第 1 至第 {report.head.seq} 条，共 {report.entries} 条；稿件 {report.articles} 篇；版本{' '}
              {report.revisions} 个
            </td>
          </tr>
          <tr>
            <th>比对检查点</th>
            <td>{compared ?? '未提供'}</td>
          </tr>
          <tr>
            <th>末条校验值</th>
            <td className="mono break">{report.head.hash}</td>
          </tr>
          <tr>
            <th>结论</th>
            <td>
              <strong>{result}</strong>
            </td>
          </tr>
          <tr>
            <th>内容未改</th>
            <td>{report.integrity.sentence}</td>
          </tr>
          <tr>
            <th>记录齐全</th>
            <td>{report.completeness.sentence}</td>
          </tr>
        </tbody>
      </table>
      {report.failures.length > 0 && (
        <ol>
          {report.failures.map((failure, i) => (
            <li key={`${i}-${failure.kind}`}>{failure.sentence}</li>
          ))}
        </ol>
      )}
      <p className="sign">校验人签名：____________ 日期：____________</p>
    </article>,
    document.body,
  )
}

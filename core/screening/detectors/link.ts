import type { Detector, Hit } from '../finding.ts'

const url = /(?:https?|ftp):\/\/[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%[\]]{3,500}|(?<![A-Za-z0-9@.])www\.[A-Za-z0-9\-._~/?#&=%]{4,300}/gi
const labelled = /\[([^\]\n]{1,200})\]\(\s?((?:https?:)?\/\/[^)\s]{3,500})\s?\)|<a\s[^>]{0,300}?href\s?=\s?["']?((?:https?:)?\/\/[^"'\s>]{3,500})["']?[^>]{0,200}>([^<]{0,200})<\/a>/gi
const netdisk = /(?:pan\.baidu|yun\.139|aliyundrive|alipan|lanzou\w*|weiyun|cowtransfer|share\.weiyun|123pan|pan\.quark)\./i
const shortened = /^(?:https?:\/\/)?(?:t\.cn|dwz\.cn|suo\.im|url\.cn|bit\.ly|tinyurl\.com|goo\.gl|u\.nu|is\.gd|reurl\.cn|sourl\.cn)\//i

const hostOf = (address: string): string =>
  (/^(?:[a-z]+:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address)?.[1] ?? /^(www\.[^/?#:]+)/i.exec(address)?.[1] ?? '').toLowerCase()

const judge = (address: string): readonly [string, 'warn' | 'info'] | undefined => {
  const host = hostOf(address)
  if (!host) return undefined
  if (netdisk.test(host)) return ['网盘链接，内容可随时被替换，请改为附件', 'warn']
  if (shortened.test(address)) return ['短链接看不出去向，请写出原地址', 'warn']
  if (/\.gov\.cn$|^gov\.cn$/.test(host)) return undefined
  return [`外部链接（${host}），请核对有效性和内容`, 'info']
}

/** Links out of gov.cn are shown; net disks, shortened links, and links whose text names another host ask for a look. */
export const link: Detector = {
  id: 'link',
  zh: '外部和隐藏链接',
  family: 'link',
  action: 'warn',
  basis: '国办发〔2017〕47号《政府网站发展指引》（链接管理）；国办秘函〔2019〕19号检查指标（不良链接一票否决）',
  hits: ['详见https://www.example.com/a.html', '下载 https://pan.baidu.com/s/1abc 提取码1234', '[www.gov.cn](http://evil.example.com/x)', '<a href="http://a.example.com">www.hefei.gov.cn</a>', 'http://t.cn/A6xyz'],
  misses: ['https://www.gov.cn/zhengce/content.htm', '登录安徽政务服务网办理', '<a href="https://www.hefei.gov.cn/x">合肥市政府</a>'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(labelled)) {
      const shown = found[1] ?? found[4] ?? ''
      const host = hostOf(found[2] ?? found[3] ?? '')
      const named = /(?:[a-z0-9-]+\.)+[a-z]{2,}/i.exec(shown)?.[0]?.toLowerCase()
      if (named && host && named !== host && !host.endsWith(`.${named}`))
        hits.push({ start: found.index, end: found.index + found[0].length, message: `文字显示 ${named}，实际链接到 ${host}`, action: 'warn' })
    }
    for (const found of text.matchAll(url)) {
      const address = found[0].replace(/[.,;:!?)'\]]+$/, '')
      const verdict = judge(address)
      if (verdict) hits.push({ start: found.index, end: found.index + address.length, message: verdict[0], action: verdict[1] })
    }
    return hits
  },
}

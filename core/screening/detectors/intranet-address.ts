import type { Detector, Hit } from '../finding.ts'

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const ip = new RegExp(`(?<![\\d.])(?:10\\.${octet}|172\\.(?:1[6-9]|2\\d|3[01])|192\\.168)\\.${octet}\\.${octet}(?::\\d{2,5})?(?![\\d.])`, 'g')
const share = /\\\\[A-Za-z0-9._-]{2,40}\\[^\s\\]{1,60}|(?<![A-Za-z])[D-Z]:\\(?:[^\s\\:*?"<>|]{1,60}\\){1,8}[^\s\\:*?"<>|]{1,80}/g
const intranetHost = /https?:\/\/(?:localhost|[a-z0-9-]{1,30}|(?:[a-z0-9-]{1,30}\.)+(?:local|lan|intra|internal|oa))(?::\d{2,5})?(?=[/\s,。)]|$)/gi

/** Addresses of the inner network: private IP addresses, shared folders, local paths, intranet hosts. */
export const intranetAddress: Detector = {
  id: 'intranet-address',
  zh: '内网地址和本机路径',
  family: 'link',
  action: 'warn',
  basis: '《中华人民共和国网络安全法》（网络运行安全）；《政府信息公开条例》第十六条（内部事务信息）',
  hits: ['请登录http://10.1.2.3:8080办理', '共享目录\\\\fileserver\\办公室', '附件见D:\\工作\\2024\\名单.xlsx', 'http://oa/login'],
  misses: ['版本10.1.2', '第10.1.2.3条', '增长10.12.3', 'http://www.gov.cn', '访问https://example.com/'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(ip)) {
      // 10.1.2.3 may also number a clause
      if (/^\s?[条款项节]/.test(text.slice(found.index + found[0].length)) || /第\s?$/.test(text.slice(Math.max(0, found.index - 2), found.index))) continue
      hits.push({ start: found.index, end: found.index + found[0].length, message: '出现内网地址' })
    }
    for (const found of text.matchAll(share)) hits.push({ start: found.index, end: found.index + found[0].length, message: '出现本机或共享文件夹路径' })
    for (const found of text.matchAll(intranetHost)) hits.push({ start: found.index, end: found.index + found[0].length, message: '出现内网网址' })
    return hits
  },
}

import type { Detector, Hit } from '../finding.ts'

const address = /(?<![A-Za-z0-9._%+-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})@((?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,12})(?![A-Za-z0-9])/g
const personal = /^(?:(?:vip\.)?(?:qq|163|126|139|189|sina|sohu|foxmail|aliyun|hotmail|gmail|outlook|yahoo|icloud|live|msn|tom|21cn|yeah|wo)\.(?:com|net|cn)(?:\.cn)?)$/i
const officeContext = /(?:意见|反馈|举报|投诉|建议|报送|监督|申请|受理|公开|咨询|办公室|单位|局|科|处|中心|联系|征集|报名|投稿|电子)[^\n。]{0,16}(?:邮箱|信箱|邮件|e-?mail)?[^\n。]{0,10}$|(?:^|\n)[\s\d.、]{0,6}(?:邮箱|信箱|邮件|e-?mail)\s?:?\s?$/i

/** An e-mail address. A mailbox of an office or one given for replies is only shown; a person's own asks for a look. */
export const email: Detector = {
  id: 'email',
  zh: '电子邮箱',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第四条、第二十五条',
  hits: ['张某，zhangsan1990@qq.com', '意见请发送至电子邮箱xxgk@hefei.gov.cn', '李明 liming＠163．com'],
  misses: ['某局@全体成员', '微博@平安合肥 发布', 'user@localhost'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(address)) {
      const [whole, local = '', domain = ''] = found
      const own = personal.test(domain) && !officeContext.test(text.slice(Math.max(0, found.index - 30), found.index))
      hits.push({
        start: found.index,
        end: found.index + whole.length,
        message: own ? '出现个人邮箱' : '电子邮箱，请确认是公务邮箱',
        action: own ? 'warn' : 'info',
        mask: `${local.slice(0, 1)}***@${domain}`,
      })
    }
    return hits
  },
}

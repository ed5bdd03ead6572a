import type { Detector, Hit } from '../finding.ts'

const password = /(?:初始|登录|登陆|默认|统一|后台|系统|管理员)?(?:密码|口令|password|passwd|pwd)\s?(?:为|是|均为|统一为)?\s?[:=为]\s?["'“]?([A-Za-z0-9!@#$%^&*._-]{4,32})(?![A-Za-z0-9])/gi
const key = /(?:AppSecret|app_?key|api_?key|secret_?key|access_?token|AccessKeySecret)\s?[:=]\s?["']?([A-Za-z0-9_\-+/=]{12,80})/gi

/** A password or key written out. */
export const credential: Detector = {
  id: 'credential',
  zh: '账号口令',
  family: 'work-secret',
  action: 'warn',
  basis: '《中华人民共和国网络安全法》（网络运行安全）；《政府信息公开条例》第十六条',
  hits: ['用户名：admin，初始密码：Hefei@2024', '口令为123456', 'AppSecret=0123456789abcdef0123'],
  misses: ['请设置8位以上密码', '密码技术应用', '密码：本人自行设置', '忘记密码怎么办', '密码：******'],
  detect(text) {
    const hits: Hit[] = []
    for (const pattern of [password, key])
      for (const found of text.matchAll(pattern)) {
        const value = found[1] ?? ''
        if (/^[*_.-]+$/.test(value)) continue
        hits.push({ start: found.index, end: found.index + found[0].length, message: '写出了口令或密钥', mask: found[0].replace(value, '******') })
      }
    return hits
  },
}

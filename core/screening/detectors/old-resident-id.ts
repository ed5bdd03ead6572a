import type { Detector, Hit } from '../finding.ts'
import { maskNumber } from '../masks.ts'
import { hasOldIdShape } from '../numbers.ts'

const number = /(?<![\dA-Za-z.])\d{15}(?![\dA-Za-z])/g
const labelled = /(?:身\s?份\s?证|公民身份号码|证件(?:号|编号)|身份号码)[^\n]{0,16}$/
const otherNumber = /(?:注册号|执照|代码|编号|账号|帐号|许可证|合同|流水号|卡号|IMEI|电表|户号)[^\n]{0,8}$/

/** 15-digit identity number of the first generation. It has no check digit: it blocks only next to a word for identity card. */
export const oldResidentId: Detector = {
  id: 'old-resident-id',
  zh: '15位身份证号码',
  family: 'personal',
  action: 'block',
  basis: '《中华人民共和国个人信息保护法》第二十五条、第三十四条；GB 11643-1989（15位号码）',
  hits: ['身份证号：110105491231002', '王某 身份证 340101650712123'],
  misses: ['营业执照注册号：340100000012345', '金额123456789012345元', '合同编号110105491231002'],
  detect(text, { mask }) {
    const hits: Hit[] = []
    for (const found of text.matchAll(number)) {
      if (!hasOldIdShape(found[0])) continue
      const before = text.slice(Math.max(0, found.index - 24), found.index)
      if (otherNumber.test(before)) continue
      const sure = labelled.test(before)
      hits.push({
        start: found.index,
        end: found.index + 15,
        message: sure ? '出现15位身份证号码' : '15位数字的地区码和出生日期成立，可能是旧身份证号码',
        action: sure ? 'block' : 'warn',
        confidence: sure ? 0.95 : 0.5,
        mask: maskNumber(found[0], mask.idHead, mask.idTail),
      })
    }
    return hits
  },
}

import type { Detector, Hit } from '../finding.ts'
import { maskNumber } from '../masks.ts'

const kinds: readonly (readonly [RegExp, string])[] = [
  [/护照(?:号码?|编号)?[^\n\dA-Za-z]{0,8}((?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7}|1[45]\d{7}|[A-Z]{1,2}\d{7,8}))(?![\dA-Za-z])/g, '护照号码'],
  [/(?<![\dA-Za-z])(E[A-HJ-NP-Z]\d{7})(?![\dA-Za-z])/g, '护照号码'],
  [/(?:港澳(?:居民)?(?:来往内地)?通行证|回乡证|往来港澳通行证)(?:号码?)?[^\n\dA-Za-z]{0,8}([HMCW]\d{8,10})(?![\dA-Za-z])/g, '港澳通行证号码'],
  [/(?:台胞证|台湾居民来往大陆通行证|往来台湾通行证)(?:号码?)?[^\n\dA-Za-z]{0,8}([TL]?\d{8,10})(?![\dA-Za-z])/g, '台湾居民通行证号码'],
  [/((?:军|兵|士|文|政|后|装|空|海|南|北|沈|兰|成|济|广)字第\s?\d{6,8}号?)/g, '军人证件号码'],
  [/(?:香港|澳门)?(?:居民)?身份证(?:号码?)?[^\n\dA-Za-z]{0,4}([A-Z]{1,2}\d{6}\([\dA]\)|[157]\d{6}\(\d\))/g, '港澳居民身份证号码'],
  [/(?:残疾人?证)(?:号码?|编号)?[^\n\dA-Za-z]{0,8}(\d{17}[\dX]\d{2}(?:B\d)?)(?![\dA-Za-z])/g, '残疾人证号码'],
  [/学籍号(?:码)?[^\n\dA-Za-z]{0,4}([GLJ]?\d{16,18}[\dX])(?![\dA-Za-z])/g, '学籍号'],
  [/(?:户口[簿本](?:编号|号码?)|户号)[^\n\dA-Za-z]{0,4}(\d{9,18})(?![\dA-Za-z])/g, '户口簿编号'],
  [/(?:驾驶证(?:号码?)?|驾照号?|驾驶证档案编号)[^\n\dA-Za-z]{0,6}(\d{12})(?![\dA-Za-z])/g, '驾驶证档案编号'],
]

/** Numbers of passports, Hong Kong, Macao and Taiwan permits, army and disability certificates. */
export const travelDocument: Detector = {
  id: 'travel-document',
  zh: '护照和其他证件号码',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第四条、第二十五条、第二十八条（特定身份）',
  hits: ['香港身份证A123456(7)', '护照号码：E12345678', '持EA1234567护照出境', '港澳居民来往内地通行证H1234567890', '军官证：南字第1234567号', '残疾人证号：11010519491231002X42', '学籍号：G370101201001010012', '户口簿编号370101199'],
  misses: ['护照办理须知', '国药准字H20023456', '政发字第12号', 'GB12345678', '台胞证办理流程', '型号E1234'],
  detect(text, { mask }) {
    const hits: Hit[] = []
    for (const [pattern, what] of kinds)
      for (const found of text.matchAll(pattern)) {
        const number = found[1] ?? ''
        const start = found.index + found[0].lastIndexOf(number)
        hits.push({ start, end: start + number.length, message: `出现${what}`, mask: maskNumber(number, 1, mask.idTail) })
      }
    return hits
  },
}

import type { Detector, Hit } from '../finding.ts'

const plate = /(?<![A-Za-z\d])([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])[·•. ]?((?=[A-HJ-NP-Z\d]*\d)[A-HJ-NP-Z\d]{4}(?:[A-HJ-NP-Z\d学警挂港澳超领使应急]|[A-HJ-NP-Z\d]{2}))(?![A-Za-z\d])/g

/** A car number plate of the mainland (GA 36), with or without the dot, five characters or six (new energy). */
export const carPlate: Detector = {
  id: 'car-plate',
  zh: '机动车号牌',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国个人信息保护法》第四条、第二十五条；GA 36（机动车号牌）',
  hits: ['车牌号皖A12345', '京A·D12345', '驾驶沪AB1234号小型客车', '粤Ｂ·Ｆ１２３４５'],
  misses: ['粤B2-20090059', '黔ICP备16003252号', '浙JZ', '沪A牌照拍卖', '皖A***45', '川A级景区12345'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(plate)) {
      const [whole, head = '', tail = ''] = found
      if (/(?:字|证|备|发|文|编号|许可)\s?\(?$/.test(text.slice(Math.max(0, found.index - 4), found.index))) continue
      hits.push({ start: found.index, end: found.index + whole.length, message: '出现机动车号牌', mask: `${head}***${tail.slice(-2)}` })
    }
    return hits
  },
}

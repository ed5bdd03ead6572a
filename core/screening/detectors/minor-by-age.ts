import type { Detector, Hit } from '../finding.ts'
import { maskName } from '../masks.ts'
import { nameAt } from '../names.ts'

const person = /[(,、]\s?(?:(?:男|女)(?:孩|童|生)?\s?[,、]\s?)?(?:现?年(?:仅)?|今年|时年|年仅)?\s?(\d{1,2})\s?周?岁/g
const harm = /(?:盗窃|抢劫|犯罪|涉案|受害|被害|侵害|强奸|猥亵|性侵|嫌疑|斗殴|伤害案|拐卖|虐待|溺水|自杀|轻生|患(?:有|病)|白血病|确诊|病例|救助|孤儿|低保|特困|抚养权|辍学|欺凌|霸凌|殴打|打伤|走失|失踪|车祸|坠楼|火灾|死亡|遇难)/

/** The full name of someone whose stated age is under 18, in a sentence about a case, an illness or relief. */
export const minorByAge: Detector = {
  id: 'minor-by-age',
  zh: '未满十八岁者的姓名',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国未成年人保护法》第一百零三条；《个人信息保护法》第二十八条（不满十四周岁未成年人的个人信息）',
  hits: ['李小红(女,8岁)不幸被害', '王浩，男，15岁，因涉嫌盗窃被传唤', '刘佳怡，年仅6岁，患有白血病，申请临时救助'],
  misses: ['李某(女,8岁)不幸被害', '张伟,男,45岁,因涉嫌盗窃被传唤', '王小明(12岁)获得作文比赛一等奖', '已满16周岁不满18周岁的人犯罪'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(person)) {
      if (Number(found[1]) >= 18) continue
      const from = Math.max(text.lastIndexOf('\n', found.index), text.lastIndexOf('。', found.index)) + 1
      const newline = text.indexOf('\n', found.index)
      if (!harm.test(text.slice(Math.max(from, found.index - 80), Math.min(newline < 0 ? text.length : newline, found.index + 80)))) continue
      for (const length of [4, 3, 2]) {
        const start = found.index - length
        const name = start >= from ? nameAt(text, start) : undefined
        if (!name || name.surname.length + name.given.length !== length) continue
        hits.push({ start, end: found.index, message: '写出了未成年人的姓名，应当写成“姓+某”', mask: maskName(name.surname, name.given), confidence: 0.8 })
        break
      }
    }
    return hits
  },
}

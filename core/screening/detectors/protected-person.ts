import type { Detector, Hit } from '../finding.ts'
import { maskName } from '../masks.ts'
import { nameAt } from '../names.ts'

const kinds: readonly (readonly [string, string])[] = [
  ['犯罪嫌疑人家属', '(?:犯罪嫌疑人|嫌疑人|被告人|罪犯|死刑犯)的?(?:家属|妻子|丈夫|父亲|母亲|儿子|女儿|亲属|前妻|哥哥|弟弟|姐姐|妹妹)'],
  ['未成年人', '(?:未成年(?:人|被害人|受害人|嫌疑人|犯罪嫌疑人|学生|女孩|男孩|少女|子女|当事人)|涉案(?:少年|少女|儿童|学生)|被害(?:女童|男童|幼童|儿童|少女)|女童|男童|幼童|患儿|孤儿|困境儿童|留守儿童|事实无人抚养儿童|被拐(?:卖)?儿童|低保学生|受助学生|贫困学生)'],
  ['涉案妇女儿童和受害人', '(?:被害人|受害人|受害者|被害(?:妇女|女子)|被强奸(?:妇女|女子)|被拐(?:卖)?妇女|遭?性侵(?:受害人|女生|女孩|者)|家暴受害(?:人|者|妇女)|被猥亵(?:女生|儿童))'],
  ['辅助生育的孕产妇', '(?:试管婴儿|人工授精|代孕|辅助生殖|供卵|供精|借卵)(?:技术)?的?(?:孕妇|产妇|母亲|患者|当事人|女子|孕产妇)'],
  ['严重传染病患者', '(?:传染病|新冠肺炎|新冠|肺结核|结核病|鼠疫|霍乱|乙肝|丙肝|非典|梅毒|淋病|布病|麻风病?|狂犬病|性病|艾滋病|HIV)(?:确诊|疑似|感染)?(?:患者|病人|病例|感染者|携带者)|(?:确诊|疑似|无症状感染)(?:病例|患者|者)'],
  ['精神病患者', '(?:精神病?|精神分裂症?|抑郁症|躁狂症|双相情感障碍|(?:严重)?精神障碍|癫痫)(?:患者|病人|人员|者)'],
  ['被胁迫卖淫的妇女', '(?:卖淫|失足|被(?:迫|胁迫|强迫)卖淫的?)(?:女子|妇女|女|人员)'],
  ['吸毒和戒毒人员', '(?:吸毒|戒毒|强制隔离戒毒|社区戒毒|社区康复|涉毒)(?:人员|者|人)'],
  ['患者', '(?:患者|病人|病患|伤者|孕产妇|产妇|失独(?:家庭|老人)|孕妇)'],
  ['社会救助对象', '(?:低保(?:对象|户)|特困(?:人员|供养对象)|五保户|残疾人|困难(?:职工|党员)|刑满释放人员|社区矫正(?:对象|人员)|信访人|上访人|举报人|投诉人)'],
]

const patterns = kinds.map(([what, label]) => ({ what, pattern: new RegExp(`(${label})[:,、"“(《\\s]{0,2}(?:姓名|为|是|叫|名叫)?[:"“\\s]{0,2}`, 'g') }))

/** 张三（未成年人）, 李丽(被害人): the kind stands behind the name. */
const behind = /[(]\s?(?:系|为)?(未成年人|未成年|被害人|受害人|精神病人|精神病患者|吸毒人员|戒毒人员|艾滋病(?:患者|感染者)|确诊(?:病例|患者)|患者|孤儿|留守儿童|困境儿童)\s?[),]/g

const evidence = /^\(|^[)"”]?[,、(\s]{0,2}(?:已|曾|正|遭|由|从|又|也|均|未|没|不|是|有|之|同|对|男|女|现?年|今年|\d{1,3}岁|系|现住|家住|住|身份证|生于|出生|在|于|因|被|与|将|向|说|的|到|及|等|称|驾|患|就读|和)|^[,。;:、)"”|\t\n]|^$/
/** Ordinary nouns the label may be part of: 患者管理, 残疾人康复, 低保户数. A weak label needs more than a boundary behind the name. */
const weak = new Set(['患者', '社会救助对象'])
const strong = /^[)"”]?[,、(\s]{0,2}(?:男|女|现年|今年|\d{1,3}岁|系|现住|家住|身份证|生于|出生|因|就读|患|确诊|入院|经抢救|死亡|自述|驾)|^[|\t]/

/** Full names of people who must be written 姓+某: minors in cases, victims, patients, drug users and the other kinds of the Xinhua list. */
export const protectedPerson: Detector = {
  id: 'protected-person',
  zh: '应当隐名的人员姓名',
  family: 'personal',
  action: 'warn',
  basis: '《中华人民共和国未成年人保护法》第一百零三条；《个人信息保护法》第二十八条；新华社《新闻信息报道中的禁用词和慎用词》（九类人员用“姓+某”）',
  hits: ['未成年人李小明因盗窃被抓获', '被害人王丽,女,23岁', '艾滋病患者：刘建国', '吸毒人员周强被责令社区戒毒', '患者张伟，男，45岁，因胸痛入院', '犯罪嫌疑人家属陈秀英称', '精神障碍患者赵刚在家中', '李晓丽（被害人）陈述'],
  misses: ['未成年人李某因盗窃被抓获', '被害人王某某', '患者安全管理', '未成年人权益保护', '残疾人康复服务', '吸毒人员管理', '精神病患者的监护人', '低保户数逐年下降', '责任人（患者）', '孙某（未成年人）', '患者满意度', '儿童和家长共同参加'],
  detect(text) {
    const hits: Hit[] = []
    const seen = new Set<number>()
    for (const { what, pattern } of patterns)
      for (const found of text.matchAll(pattern)) {
        const start = found.index + found[0].length
        const name = nameAt(text, start)
        if (!name || seen.has(start)) continue
        const after = text.slice(start + name.surname.length + name.given.length, start + 12)
        const labelled = /[:"“]\s*$|(?:姓名|叫)[:\s]*$/.test(found[0])
        if (!(weak.has(what) && !labelled ? strong : evidence).test(after)) continue
        seen.add(start)
        const end = start + name.surname.length + name.given.length
        hits.push({ start, end, message: `写出了${what}的姓名，应当写成“姓+某”`, mask: maskName(name.surname, name.given), confidence: labelled ? 0.9 : 0.8 })
      }
    for (const found of text.matchAll(behind))
      for (const length of [4, 3, 2]) {
        const start = found.index - length
        const name = start >= 0 ? nameAt(text, start) : undefined
        if (!name || name.surname.length + name.given.length !== length || seen.has(start)) continue
        seen.add(start)
        hits.push({ start, end: found.index, message: `写出了${found[1]}的姓名，应当写成“姓+某”`, mask: maskName(name.surname, name.given), confidence: 0.8 })
        break
      }
    return hits
  },
}

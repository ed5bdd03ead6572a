import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createChecker } from '#core/proofread/spelling/check'
import { loadModel } from '#core/proofread/spelling/format'

const bytes = readFileSync(new URL('../../../core/proofread/spelling/model.bin', import.meta.url))
const model = loadModel(bytes)
const checker = createChecker(model)

/** Written for this test: the place, what stands there and what should. */
const mistakes = [
  ['各级人民政府应当加强对安全生产工作的领到。', '到', '导'],
  ['经国务院批淮，现将有关事项通知如下。', '淮', '准'],
  ['进一步优化营商环竟，激发市场主体活力。', '竟', '境'],
  ['违反本条例规定的，由县级以上人民政府责令改正，并处法款。', '法', '罚'],
  ['坚持以人民为中心的发展思像。', '像', '想'],
  ['依法追究刑事责认。', '认', '任'],
  ['深化行政审批治度改革。', '治', '制'],
  ['建立健全应急予案体系。', '予', '预'],
  ['加快推进义务教育均横发展。', '横', '衡'],
  ['有关部门应当按照职责分工密切佩合。', '佩', '配'],
  ['完善社会保章体系，提高城乡低保标准。', '章', '障'],
  ['切实保护农民工合法权意。', '意', '益'],
  ['加强农村基础设施健设。', '健', '建'],
  ['对取得的成积给予充分肯定。', '积', '绩'],
  ['国家鼓励和支持科学技术研就。', '就', '究'],
  ['行政机关应当自收到申青之日起十五日内作出决定。', '青', '请'],
  ['严格落实耕地保护责任目标考合制度。', '合', '核'],
  ['组织开展消防安全专项整冶行动。', '冶', '治'],
  ['推动产业结构转型声级。', '声', '升'],
  ['认真贯切落实党中央、国务院决策部署。', '切', '彻'],
] as const

const clean = [
  '各级人民政府应当加强对安全生产工作的领导，将安全生产工作纳入国民经济和社会发展规划。',
  '行政机关应当自收到申请之日起十五个工作日内作出决定；情况复杂的，可以延长十日。',
  '我们将持续优化营商环境，为各类经营主体提供更加便利的服务。',
  '各街道办事处、区政府各部门要明确一名分管负责同志，具体抓好政务公开工作。',
  '本办法自2026年1月1日起施行，有效期五年。',
  '对群众反映的问题，要逐项登记、限时办结、及时反馈。',
  '全面推行证明事项告知承诺制，让数据多跑路、群众少跑腿。',
  '持续开展老旧小区改造，加装电梯一百二十部，惠及居民三千余户。',
  '各单位要于每季度末月二十五日前将工作进展情况报区政府办公室。',
  '严禁以任何理由截留、挪用、挤占专项资金。',
]

describe('the shipped model', () => {
  it('is no larger than twelve million bytes and names what it was made from', () => {
    expect(bytes.length).toBeLessThan(12_000_000)
    expect(model.origin).toContain('法律法规')
    expect(model.thresholds.strict).toBeGreaterThan(model.thresholds.standard)
    expect(model.thresholds.standard).toBeGreaterThan(model.thresholds.sensitive)
  })

  it('corrects at least seventeen of twenty common mistakes, and names no other place in those sentences', () => {
    let corrected = 0
    for (const [text, wrong, right] of mistakes) {
      const findings = checker.check(text)
      for (const finding of findings) expect([text, finding.text.includes(wrong)]).toEqual([text, true])
      if (findings.some((finding) => finding.start <= text.indexOf(wrong) && finding.suggestions.some((s) => s.includes(right)))) corrected++
    }
    expect(corrected).toBeGreaterThanOrEqual(17)
  })

  it('leaves ten clean sentences alone, one by one and as one text', () => {
    expect([...clean, clean.join('\n')].flatMap((text) => checker.check(text).map(({ message }) => message))).toEqual([])
  })

  it('sees swapped and doubled characters', () => {
    const found = ['乡镇人民府政应当加强管理。', '有关部门应当依法理处。', '国务院有关部门部门负责指导。', '保护和改善善生活环境，防治污染。']
      .map((text) => checker.check(text).map(({ rule, text: words }) => `${rule} ${words}`))
    expect(found.filter((rules) => rules.some((rule) => /swapped|doubled/.test(rule))).length).toBeGreaterThanOrEqual(3)
  })

  it('takes two words that meet, and a word that is another backwards, for no slip', () => {
    const texts = ['全国国有企业资产总额比上年增长。', '我们深深感到，政府工作还有不足。', '铁路营运里程不断增加。', '决不让贫困代代相传。']
    expect(texts.flatMap((text) => checker.check(text).map(({ message }) => message))).toEqual([])
  })
})

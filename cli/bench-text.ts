import { emptyContent, type Content } from '#core/article/content'

/** What official notices are made of: whole sentences, so that the checks meet the prose they are made for. */
const sentences = [
  '各街道办事处、区政府有关部门要高度重视，明确分管负责同志和具体责任人，按照职责分工抓好各项任务落实。',
  '区行政审批局会同区司法局对保留的证明事项逐项编制办事指南，明确设定依据、开具单位和办理时限。',
  '凡没有法律、法规或者国务院决定依据的证明事项，一律不得要求群众和企业提供。',
  '办理结果可以通过政务服务网查询，也可以由申请人到服务大厅综合窗口领取。',
  '对符合条件的困难群众，由所在社区居民委员会协助提出申请，街道办事处在收到申请之日起五个工作日内完成初审。',
  '区财政局要统筹安排专项资金，加强资金使用监督，确保专款专用，提高资金使用效益。',
  '施工期间，请过往车辆和行人注意观察现场交通标志，服从交通民警和工作人员指挥，提前选择绕行路线。',
  '符合招生条件的适龄儿童，由父母或者其他法定监护人持户口簿和居住证明到学区内小学登记。',
  '区卫生健康局组织社区卫生服务中心为辖区老年人提供健康体检、健康评估和健康指导等服务。',
  '各单位要充分利用政府网站和政务新媒体，及时发布权威信息，主动回应社会关切。',
  '项目建设单位应当落实安全生产主体责任，对排查发现的隐患建立台账，逐项整改销号。',
  '公众对本公告内容有意见或者建议的，可以在公示期内以书面形式向区住房和城乡建设局反映。',
  '本办法施行前已经受理但尚未办结的事项，按照原规定办理；当事人要求适用本办法的，从其规定。',
  '区应急管理局要加强值班值守，遇有突发情况按照规定程序及时报告，并妥善做好先期处置。',
  '对工作中形成的好经验、好做法，各单位要认真总结，适时在全区推广。',
  '采购人应当在中标通知书发出之日起三十日内，按照招标文件和投标文件订立书面合同。',
  '有关企业应当在规定期限内完成设备更新，并将验收材料报送区工业和信息化局备案。',
  '为方便上班族办事，服务大厅实行周末延时服务，窗口接待时间与工作日相同。',
  '区教育局要会同有关部门开展校园周边环境整治，为学生营造安全、文明的学习环境。',
  '供水管网改造期间，部分小区水压可能偏低，请居民提前做好储水准备。',
  '居民应当将生活垃圾投放到指定的收集容器，不得随意倾倒、抛撒或者堆放。',
  '评审专家从专家库中随机抽取，与申报单位有利害关系的应当回避。',
  '区统计局负责调查数据的审核、汇总和发布，任何单位和个人不得干预统计机构依法独立行使职权。',
  '对不按照规定公开信息的单位，由区政府办公室责令限期改正，并予以通报。',
]

/** Slips as drafts have them, none that stops a proofread: some are found in every text. */
const slips = [
  '截止目前，全区已有三百余户商户完成登记。',
  '会议强调，要切实加强组织领导。',
  '预计全年受益群众将达到约1200人左右。',
  '凡涉及到群众切身利益的事项，要广泛听取意见。',
  '其它有关事项另行通知。',
  '办理时间为周一至周五9：00至17：00。',
  '参会人员约30余人。',
]

const days = ['11月3日', '11月10日', '11月17日', '11月24日', '12月1日', '12月8日', '12月15日']

/** An official text of about `size` characters, different for each number, with one rare name in it. */
export function textOf(n: number, size: number): string {
  const lines: string[] = []
  let length = 0
  for (let i = 0; length < size; i++) {
    const pick = (k: number) => sentences[(n * 7 + i * 11 + k * 5) % sentences.length]!
    const line = `${pick(0)}${pick(1)}第${((n * 31 + i * 17) % 973) + 1}项任务应当于2026年${days[(n + i) % days.length]}前完成，${pick(2)}${i % 4 === 0 ? slips[(n + i / 4) % slips.length]! : ''}`
    lines.push(line)
    length += line.length
  }
  return `${lines.join('\n')}\n本通告由${rareName(n)}负责解释。`
}

/** Four characters that no other text has in this order: for a search that must find one article. */
export const rareName = (n: number): string => String.fromCodePoint(0x4e00 + (n % 20_000), 0x5000 + ((n * 7) % 15_000), 0x5200 + (n % 4001), 0x5300 + (n % 3001))

/** An article of about `size` characters. */
export function contentOf(n: number, size = 3000): Content {
  const blank = emptyContent('news', '云溪区人民政府办公室')
  return {
    ...blank,
    title: `云溪区人民政府关于第${n}号事项的通告`,
    body: bodyOf(textOf(n, size)),
    publication: { ...blank.publication, topic: '综合政务\\政务公开', column: '政务动态', formedOn: '2026-11-16', summary: '关于有关事项的通告。' },
  }
}

export const bodyOf = (text: string): Content['body'] => ({
  type: 'doc',
  content: text.split('\n').map(line => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text: line }] })),
})

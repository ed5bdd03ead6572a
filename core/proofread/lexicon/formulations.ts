/**
 * A formulation that a later one has taken the place of. `re` (global) matches the old wording; from `from` (ISO date) it is out of
 * date; `unless` names words that, anywhere in the text, make it right (a full list, history).
 */
export type Formulation = { re: RegExp; from: string; now: string; source: string; level?: 'error' | 'warning' | 'info'; confidence?: number; unless?: RegExp; message?: string }

/** Version of the list; each entry carries its own date and source. Checked 2026-11. */
export const formulationsVersion = '2026.11.1'

const thought = /习近平新时代中国特色社会主义思想/

export const formulations: readonly Formulation[] = [
  { re: /(?:深入|认真|全面|切实)?(?:贯彻落实|学习实践|学习贯彻|贯彻|落实|实践|坚持|以|按照)(?:和落实)?科学发展观(?!、|，习近平|和习近平)(?:为指导|为统领|统领|要求)?/g, from: '2017-10-24', now: '以习近平新时代中国特色社会主义思想为指导', source: '党的十九大把习近平新时代中国特色社会主义思想确立为党的指导思想（2017年10月24日《中国共产党章程（修正案）》）', unless: thought, message: '指导思想沿用旧提法：现行表述为“以习近平新时代中国特色社会主义思想为指导”' },
  { re: /以(?:邓小平理论|“三个代表”重要思想|邓小平理论和“三个代表”重要思想|邓小平理论、“三个代表”重要思想(?:、|和)科学发展观)为指导/g, from: '2017-10-24', now: '以习近平新时代中国特色社会主义思想为指导', source: '党的十九大修改的《中国共产党章程》', unless: thought, message: '指导思想沿用旧提法，漏写习近平新时代中国特色社会主义思想' },
  { re: /公开为原则[,，、]不公开为例外/g, from: '2019-05-15', now: '公开为常态、不公开为例外', source: '《中华人民共和国政府信息公开条例》（2019年修订）第五条' },
  { re: /全面建设小康社会/g, from: '2012-11-15', now: '全面建成小康社会', source: '党的十八大报告（2012年11月）' , confidence: 0.85 },
  { re: /(?<=为|确保|推动|加快)(?:如期)?全面建成小康社会(?=(?:提供|作出|做出|而|打下|奠定|目标))/g, from: '2021-07-01', now: '全面建设社会主义现代化国家', source: '2021年7月1日宣布全面建成小康社会', confidence: 0.85, message: '全面建成小康社会已于2021年宣布实现，作为目标的提法已过时' },
  { re: /打赢脱贫攻坚战(?!略)(?=，|。|；|、|提供|的?(?:任务|工作))(?!取得)/g, from: '2021-02-25', now: '巩固拓展脱贫攻坚成果', source: '2021年2月25日全国脱贫攻坚总结表彰大会', confidence: 0.75, level: 'info' },
  { re: /坚持“?三个自信”?|“三个自信”/g, from: '2016-07-01', now: '“四个自信”', source: '庆祝中国共产党成立95周年大会讲话（2016年7月1日）' },
  { re: /“?四位一体”?(?=总体布局|总布局|的总体布局)/g, from: '2012-11-15', now: '“五位一体”', source: '党的十八大报告（2012年11月）' },
  { re: /人民日益增长的物质文化需要同落后的社会生产之间的矛盾/g, from: '2017-10-24', now: '人民日益增长的美好生活需要和不平衡不充分的发展之间的矛盾', source: '党的十九大报告（2017年10月）', level: 'error' },
  { re: /富强民主文明和谐的社会主义现代化(?:国家|强国)?|富强、民主、文明、和谐的社会主义现代化(?:国家|强国)?/g, from: '2018-03-11', now: '富强民主文明和谐美丽的社会主义现代化强国', source: '党的十九大报告、2018年宪法修正案', level: 'error' },
  { re: /全面建成小康社会、全面深化改革、全面依法治国、全面从严治党/g, from: '2020-10-29', now: '全面建设社会主义现代化国家、全面深化改革、全面依法治国、全面从严治党', source: '党的十九届五中全会公报（2020年10月29日）', level: 'error' },
  { re: /新型冠状病毒(?:感染的?)?肺炎|新冠肺炎/g, from: '2022-12-26', now: '新型冠状病毒感染', source: '国家卫生健康委公告2022年第7号（2022年12月26日）', confidence: 0.85 },
  { re: /新型农村合作医疗|新农合/g, from: '2020-01-01', now: '城乡居民基本医疗保险', source: '国发〔2016〕3号、医保发〔2019〕30号', confidence: 0.85 },
  { re: /农村五保(?:供养)?(?:对象|户|老人)?|五保户/g, from: '2016-02-10', now: '特困人员', source: '国发〔2016〕14号', confidence: 0.8 },
  { re: /残联组织康复残废|残废(?=人|者|军人|证)/g, from: '1991-05-15', now: '残疾', source: '《中华人民共和国残疾人保障法》（1991年施行）', level: 'error' },
  { re: /经济调节、市场监管、社会管理、公共服务(?!、生态环境保护|，生态环境保护)(?=职能|等职能|的职能|职责)/g, from: '2018-03-21', now: '经济调节、市场监管、社会管理、公共服务、生态环境保护', source: '党的十九届三中全会决定（2018年）', confidence: 0.85 },
  { re: /有法可依、有法必依、执法必严、违法必究/g, from: '2012-11-15', now: '科学立法、严格执法、公正司法、全民守法', source: '党的十八大报告（2012年11月）', level: 'info', confidence: 0.7 },
  { re: /(?:民政|城市|城镇)?“三无”人员/g, from: '2014-05-01', now: '特困人员', source: '《社会救助暂行办法》（国务院令第649号）', level: 'info', confidence: 0.7 },
  { re: /高考移民子女|农民工子弟(?=入学|就学)/g, from: '2016-01-01', now: '进城务工人员随迁子女', source: '国务院关于农民工随迁子女教育的文件用语', level: 'info', confidence: 0.65 },
  { re: /学习贯彻(?:落实)?党的十八大(?:和十八届[一二三四五六七中、全会]+)?精神/g, from: '2018-06-01', now: '学习贯彻党的二十大精神（依成文时间）', source: '党的十九大（2017年10月）、二十大（2022年10月）', unless: /党的(?:十九|二十)大/, confidence: 0.85 },
  { re: /(?:学习)?贯彻(?:落实)?党的十九大(?:和十九届[一二三四五六七中、历次全会]+)?精神/g, from: '2023-03-01', now: '贯彻党的二十大和二十届历次全会精神', source: '党的二十大（2022年10月）', unless: /党的二十大|二十届/, confidence: 0.9 },
  { re: /城乡居民最低生活保障对象和五保/g, from: '2016-02-10', now: '最低生活保障对象和特困人员', source: '国发〔2016〕14号' },
  { re: /依法治国、建设社会主义法治国家的基本方略/g, from: '2014-10-23', now: '全面依法治国基本方略', source: '党的十八届四中全会决定（2014年10月）', level: 'info', confidence: 0.6 },
  { re: /“两学一做”学习教育(?=活动)/g, from: '2016-02-28', now: '“两学一做”学习教育', source: '2016年2月中办方案：为“学习教育”，不称“活动”' },
  { re: /群众路线教育实践活动(?=深入开展|正在)/g, from: '2014-11-01', now: '', source: '该活动于2014年10月总结', level: 'info', confidence: 0.7 },
  { re: /营业税改(?:征|收)?增值税试点/g, from: '2017-12-01', now: '', source: '营改增已于2016年5月全面推开，营业税2017年11月废止', level: 'info', confidence: 0.7 },
  { re: /计划生育服务证/g, from: '2016-01-01', now: '生育登记服务', source: '《人口与计划生育法》2015年、2021年修正', level: 'info', confidence: 0.7 },
  { re: /孤寡老人和五保户/g, from: '2016-02-10', now: '特困人员', source: '国发〔2016〕14号' },
  { re: /市场主体(?=活力|准入退出|登记注册|培育|倍增)/g, from: '2024-01-01', now: '经营主体', source: '党的二十大报告、2023年以来中央文件用“经营主体”（法规名称除外）', level: 'info', confidence: 0.6 },
]

/** Plenums of a Central Committee with the ISO date they closed: a text cannot speak of one before. */
export const plenums: readonly { words: string; closed: string }[] = [
  { words: '十九届二中', closed: '2018-01-19' }, { words: '十九届三中', closed: '2018-02-28' }, { words: '十九届四中', closed: '2019-10-31' },
  { words: '十九届五中', closed: '2020-10-29' }, { words: '十九届六中', closed: '2021-11-11' }, { words: '十九届七中', closed: '2022-10-12' },
  { words: '党的二十大', closed: '2020-10-29' }, { words: '二十届一中', closed: '2022-10-23' }, { words: '二十届二中', closed: '2023-02-28' },
  { words: '二十届三中', closed: '2024-07-18' }, { words: '二十届四中', closed: '2025-10-23' },
]

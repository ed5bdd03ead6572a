/**
 * A fixed list whose items and order are set by a document. `name` (when given) is what the list is called; a run of its items in
 * another order, or all but one of a named list, is out of line.
 */
export type OrderedList = { name?: string; items: string[]; source: string; /** flag a run that lacks one item even where the name does not stand nearby */ whole?: boolean }

export const orderedListsVersion = '2026.11.1'

export const orderedLists: readonly OrderedList[] = [
  { name: '四个意识', items: ['政治意识', '大局意识', '核心意识', '看齐意识'], source: '党的十八届六中全会公报（2016年10月）', whole: true },
  { name: '四个自信', items: ['道路自信', '理论自信', '制度自信', '文化自信'], source: '《中国共产党章程》总纲', whole: true },
  { name: '五位一体', items: ['经济建设', '政治建设', '文化建设', '社会建设', '生态文明建设'], source: '《中国共产党章程》总纲', whole: true },
  { name: '四个全面', items: ['全面建设社会主义现代化国家', '全面深化改革', '全面依法治国', '全面从严治党'], source: '《中国共产党章程》总纲', whole: true },
  { name: '新发展理念', items: ['创新', '协调', '绿色', '开放', '共享'], source: '党的十八届五中全会公报（2015年10月）', whole: true },
  { items: ['富强', '民主', '文明', '和谐', '自由', '平等', '公正', '法治', '爱国', '敬业', '诚信', '友善'], name: '社会主义核心价值观', source: '党的十八大报告（2012年11月）', whole: true },
  { items: ['马克思列宁主义', '毛泽东思想', '邓小平理论', '“三个代表”重要思想', '科学发展观', '习近平新时代中国特色社会主义思想'], source: '《中国共产党章程》总纲', whole: true },
  { items: ['科学执政', '民主执政', '依法执政'], source: '《中国共产党章程》总纲' },
  { items: ['科学立法', '严格执法', '公正司法', '全民守法'], source: '党的十八大报告', whole: true },
  { items: ['法治国家', '法治政府', '法治社会'], source: '党的十八届四中全会决定' },
  { items: ['依法治国', '依法执政', '依法行政'], source: '党的十八届四中全会决定' },
  { items: ['幼有所育', '学有所教', '劳有所得', '病有所医', '老有所养', '住有所居', '弱有所扶'], source: '党的十九大报告', whole: true },
  { name: '五公开', items: ['决策公开', '执行公开', '管理公开', '服务公开', '结果公开'], source: '《关于全面推进政务公开工作的意见》（2016年）', whole: true },
  { items: ['知情权', '参与权', '表达权', '监督权'], source: '党的十九大报告', whole: true },
  { items: ['获得感', '幸福感', '安全感'], source: '党的十九大报告' },
  { items: ['产业兴旺', '生态宜居', '乡风文明', '治理有效', '生活富裕'], source: '党的十九大报告（乡村振兴总要求）', whole: true },
  { items: ['产业振兴', '人才振兴', '文化振兴', '生态振兴', '组织振兴'], source: '《乡村振兴战略规划（2018—2022年）》', whole: true },
  { items: ['政治建设', '思想建设', '组织建设', '作风建设', '纪律建设'], source: '党的十九大报告（党的建设总要求）', whole: true },
  { items: ['自我净化', '自我完善', '自我革新', '自我提高'], source: '《中国共产党章程》', whole: true },
  { items: ['党委领导', '政府负责', '民主协商', '社会协同', '公众参与', '法治保障', '科技支撑'], source: '党的十九届四中全会决定', whole: true },
  { items: ['共建', '共治', '共享'], source: '党的十九大报告' },
  { items: ['自治', '法治', '德治'], source: '党的十九大报告（乡村治理体系）' },
  { items: ['职能科学', '权责法定', '执法严明', '公开公正', '智能高效', '廉洁诚信', '人民满意'], source: '《法治政府建设实施纲要（2021—2025年）》', whole: true },
  { items: ['发布', '解读', '回应'], source: '' },
  { items: ['立党为公', '执政为民'], source: '' },
  { items: ['增强“四个意识”', '坚定“四个自信”', '做到“两个维护”'], source: '中央文件固定表述', whole: false },
  { items: ['政治判断力', '政治领悟力', '政治执行力'], source: '中央政治局民主生活会（2020年12月）' },
  { items: ['学思想', '强党性', '重实践', '建新功'], source: '主题教育总要求（2023年4月）', whole: true },
  { items: ['守初心', '担使命', '找差距', '抓落实'], source: '主题教育总要求（2019年5月）', whole: true },
  { items: ['学史明理', '学史增信', '学史崇德', '学史力行'], source: '党史学习教育动员大会（2021年2月）', whole: true },
  { items: ['讲政治', '守规矩', '有纪律'], source: '' },
  { items: ['稳增长', '促改革', '调结构', '惠民生', '防风险', '保稳定'], source: '中央经济工作会议（2019年12月）', whole: true },
  { items: ['稳就业', '稳金融', '稳外贸', '稳外资', '稳投资', '稳预期'], name: '六稳', source: '中央政治局会议（2018年7月）', whole: true },
  { items: ['形式主义', '官僚主义', '享乐主义', '奢靡之风'], name: '四风', source: '党的群众路线教育实践活动（2013年）', whole: true },
  { items: ['山水林田湖草沙'], source: '' },
].filter(l => l.source !== '' && l.items.length >= 3)

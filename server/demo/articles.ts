import type { Grade, Kind } from '#core/article/content'

/** A demo article: its text, what is published beside it, and how far along the road it stands. */
export type DemoArticle = {
  author: 'wangfang' | 'liuyang'
  kind: Kind
  grade: Grade
  title: string
  topic: string
  column: string
  documentNumber?: string
  urgent?: boolean
  wechat?: string
  source?: { name: string; url: string }
  text: string
  /** How many stages have passed; `ends` says what happens there: `returned` sends it back at the next; `released` exports it too. */
  passed: number
  /** What the person who ends it says of the text first: a comment on a passage, or with `instead` a proposed change. */
  remarks?: { quote: string; words: string; instead?: string }[]
  ends?: 'returned' | 'released' | 'referred' | 'withheld' | 'voided' | 'draft'
}

export const demoArticles: DemoArticle[] = [
  {
    author: 'wangfang', kind: 'notice', grade: 'ordinary', title: '关于做好2026年冬季供暖工作的通告', topic: '城乡建设、环境保护\\城乡建设（含住房）', column: '通知公告', passed: 8, ends: 'released',
    wechat: '云溪区今冬供暖这样安排', documentNumber: '云溪政办发〔2026〕31号',
    text: `为保障全区居民温暖过冬，根据《城市供热管理办法》有关规定，现就2026年冬季供暖工作通告如下。
一、供暖时间
2026年11月15日至2027年3月15日。遇极端低温天气，供热单位应当提前供暖。
二、供暖标准
供暖期内，居民卧室、起居室温度不低于18℃。温度不达标的，用户可以向供热单位申请测温，供热单位应当在24小时内上门。
三、服务保障
（一）各供热单位设立24小时服务热线，公布维修人员姓名和联系方式。
（二）各街道办事处、社区居民委员会做好困难家庭、独居老人走访工作。
（三）区住房和城乡建设局会同有关部门每周开展一次督查。
特此通告。`,
  },
  {
    author: 'wangfang', kind: 'policy', grade: 'important', title: '云溪区政务公开工作要点', topic: '综合政务\\政务公开', column: '政策文件', passed: 8, documentNumber: '云溪政办发〔2026〕28号',
    text: `为贯彻落实《中华人民共和国政府信息公开条例》，做好全区政务公开工作，制定本要点。
一、总体要求
坚持以人民为中心，围绕中心、服务大局，全面推进决策、执行、管理、服务、结果公开。
二、重点任务
（一）深化重点领域信息公开。推进义务教育、就业创业、社会保险、医疗卫生等领域信息公开。
（二）加强政策解读。政策文件公布后3个工作日内发布解读材料。
（三）规范政府信息公开申请办理。依法答复每一件申请。
三、工作保障
各单位主要负责人每季度至少听取一次政务公开工作汇报。`,
  },
  {
    author: 'liuyang', kind: 'news', grade: 'ordinary', title: '区政府召开第四季度安全生产工作会议', topic: '市场监管、安全生产监管\\安全生产监管', column: '政务动态', passed: 7, urgent: true,
    text: `11月18日，区政府召开第四季度安全生产工作会议，总结前三季度工作，部署岁末年初安全防范任务。
会议指出，今年以来，全区上下认真落实安全生产责任制，安全形势总体平稳。
会议要求，各街道、各部门要突出抓好消防、道路交通、建筑施工、燃气、危险化学品等重点行业领域隐患排查整治，加强值班值守，及时处置突发事件。
各街道办事处、区有关部门负责人参加会议。`,
  },
  {
    author: 'wangfang', kind: 'interpretation', grade: 'ordinary', title: '《云溪区物业管理实施细则》政策解读', topic: '城乡建设、环境保护\\城乡建设（含住房）', column: '政策解读', passed: 6,
    text: `一、出台背景
随着住宅小区不断增多，物业服务质量、专项维修资金使用等问题受到群众普遍关注。为规范物业管理活动，制定本细则。
二、主要内容
细则共6章42条，包括总则、业主和业主组织、物业服务、物业使用和维护、法律责任、附则。
三、群众关心的问题
（一）物业服务收费如何确定？实行政府指导价和市场调节价。
（二）电梯故障由谁负责？物业服务人应当及时组织维修。`,
  },
  {
    author: 'liuyang', kind: 'notice', grade: 'ordinary', title: '关于开展城乡居民基本医疗保险参保缴费工作的公告', topic: '劳动、人事、监察\\社会保障', column: '通知公告', passed: 5,
    text: `根据国家和省、市有关规定，现将2027年度城乡居民基本医疗保险参保缴费工作有关事项公告如下。
一、参保对象
未参加职工基本医疗保险的城乡居民。
二、缴费时间
2026年9月1日至2026年12月31日。
三、缴费方式
可以通过税务部门线上平台、社区服务窗口或者银行网点缴费。
四、咨询电话
区医疗保障局服务热线：12393。`,
  },
  {
    author: 'wangfang', kind: 'notice', grade: 'important', title: '云溪区2026年保障性租赁住房配租公告', topic: '城乡建设、环境保护\\城乡建设（含住房）', column: '通知公告', passed: 4,
    text: `为做好保障性租赁住房配租工作，现将有关事项公告如下。
一、房源情况
本次配租房源共320套，位于云溪家园小区，户型建筑面积30至60平方米。
二、申请条件
申请人应当年满18周岁，在本区就业，且在本区无自有住房。
三、申请时间
2026年12月1日至12月20日。
四、申请方式
申请人登录区政务服务网提交申请，或者到户籍所在地街道办事处窗口办理。`,
  },
  {
    author: 'liuyang', kind: 'news', grade: 'ordinary', title: '云溪区举办退役军人专场招聘会', topic: '劳动、人事、监察\\劳动就业', column: '政务动态', passed: 3,
    text: `11月16日，云溪区退役军人专场招聘会在区体育馆举行，86家企业提供岗位1200余个。
招聘会设置政策咨询、职业指导、技能培训等服务区，现场达成初步就业意向210人。
下一步，区退役军人事务局将跟踪做好服务，帮助退役军人稳定就业。`,
  },
  {
    author: 'wangfang', kind: 'notice', grade: 'ordinary', title: '关于滨河路部分路段临时交通管制的通告', topic: '工业、交通\\公路', column: '通知公告', passed: 2, urgent: true,
    text: `因滨河路雨污分流改造工程施工需要，决定对部分路段采取临时交通管制措施，现通告如下。
一、管制时间
2026年11月25日至2026年12月10日，每日22时至次日6时。
二、管制路段
滨河路（文昌街至云溪大桥）。
三、管制措施
管制期间禁止机动车通行，行人和非机动车从辅路通行。请过往车辆提前绕行。`,
  },
  {
    author: 'liuyang', kind: 'reprint', grade: 'ordinary', title: '全国冬春火灾防控工作部署会召开', topic: '综合政务\\应急管理', column: '政务动态', passed: 1,
    source: { name: '中国政府网', url: 'https://www.gov.cn/' },
    text: `会议强调，要深刻认识冬春火灾防控工作的重要性，压实各方责任，开展隐患排查整治。
会议要求，加强高层建筑、大型商业综合体、劳动密集型企业等场所消防安全管理，广泛开展宣传教育。`,
  },
  {
    author: 'wangfang', kind: 'notice', grade: 'ordinary', title: '云溪区公共图书馆冬季开放时间公告', topic: '文化、广电、新闻出版\\文化', column: '通知公告', passed: 0,
    text: `自2026年12月1日起，云溪区公共图书馆实行冬季开放时间，现公告如下。
一、成人借阅区：周二至周日9时至17时。
二、少儿借阅区：周二至周日9时至16时30分。
三、自修室：每日8时至20时。
周一闭馆，法定节假日另行通知。`,
  },
  {
    author: 'wangfang', kind: 'notice', grade: 'ordinary', title: '关于调整部分公交线路的公告', topic: '工业、交通\\公路', column: '通知公告', passed: 3, ends: 'returned',
    remarks: [
      { quote: '云溪医院', words: '终点名称请与交通运输部门核对，是否为“云溪区人民医院”。' },
      { quote: '末班车时间调整为21时30分', words: '与现行时刻表不一致，请附依据。' },
      { quote: '请广大市民合理安排出行', words: '语气可再平实些', instead: '请市民合理安排出行' },
    ],
    text: `为方便群众出行，决定自2026年12月1日起调整3路、15路公交线路，现公告如下。
一、3路由火车站始发，途经文昌街、人民路，终点延伸至云溪医院。
二、15路首班车时间调整为6时，末班车时间调整为21时30分。
请广大市民合理安排出行。`,
  },
  {
    author: 'liuyang', kind: 'notice', grade: 'ordinary', title: '2026年度全区学前教育资助政策公告', topic: '科技、教育\\教育', column: '通知公告', passed: 4, ends: 'voided',
    text: `根据学前教育资助有关规定，现将2026年度资助政策公告如下。
一、资助对象
在本区经批准设立的幼儿园就读的家庭经济困难儿童、孤儿和残疾儿童。
二、资助标准
每生每年1000元。
三、申请时间
2026年11月1日至11月30日。`,
  },
  {
    author: 'liuyang', kind: 'notice', grade: 'sensitive', title: '云溪区应急物资储备情况说明', topic: '综合政务\\应急管理', column: '通知公告', passed: 0, ends: 'referred',
    text: `为回应社会关切，现将我区应急物资储备有关情况说明如下。
全区建立区、街道、社区三级应急物资储备体系，定期更新轮换。
具体储备地点和数量由主管部门确定公开范围。`,
  },
  {
    author: 'wangfang', kind: 'news', grade: 'ordinary', title: '云溪区开展“双减”工作专项督导', topic: '科技、教育\\教育', column: '政务动态', passed: 0, ends: 'draft',
    text: `近日，区教育局组成专项督导组，对全区中小学落实“双减”工作情况开展督导。
督导组通过查阅资料、随机访谈、现场查看等方式，了解作业管理、课后服务等情况。`,
  },
]

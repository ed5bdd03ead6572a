/** A word to ban or to use with care: what to write instead, in which sense, and where it is right. */
export type CarefulWord = { re: RegExp; instead: string[]; category: '社会生活' | '法律' | '民族宗教' | '港澳台' | '国际关系' | '文明用语' | '宣传'; level: 'error' | 'warning' | 'info'; note?: string; confidence?: number }

/** Version of the list. Basis: 新华社《新闻信息报道中的禁用词和慎用词》（2016年7月修订）, an internal rule of style, hence mostly warnings. */
export const carefulWordsVersion = '2026.11.1'

export const carefulWords: readonly CarefulWord[] = [
  { re: /(?<!肢体)残废(?:人|者)?|(?<![\u4e00-\u9fff])(?:瞎子|聋子|哑巴|瘸子|傻子|疯子|弱智(?!能))/g, instead: ['残疾人', '视力残疾人', '听力残疾人'], category: '社会生活', level: 'error' },
  { re: /聋哑(?:人|儿童|学生)/g, instead: ['听力、言语残疾人'], category: '社会生活', level: 'info', note: '法律和校名中的“聋哑”除外' },
  { re: /盲流|打工仔|打工妹|外来妹|乡巴佬/g, instead: ['外来务工人员'], category: '社会生活', level: 'error' },
  { re: /(?<=与|和|比|同|跟)正常人(?=一样|相比)/g, instead: ['健全人'], category: '社会生活', level: 'info', note: '与残疾人相对时用“健全人”' },
  { re: /逃犯(?!罪)/g, instead: ['犯罪嫌疑人', '在逃人员'], category: '法律', level: 'warning', confidence: 0.75 },
  { re: /嫌疑犯|(?<!涉)嫌犯(?!罪)/g, instead: ['犯罪嫌疑人'], category: '法律', level: 'warning' },
  { re: /劳改犯|劳教人员|两劳人员/g, instead: ['刑满释放人员', '服刑人员'], category: '法律', level: 'warning' },
  { re: /非法(?:走私|偷窃|抢劫|贩毒)|违法犯罪违法/g, instead: [], category: '法律', level: 'warning', note: '行为本身即为非法，“非法”多余' },
  { re: /(?<=刑事案件|刑事诉讼|公诉)[^，。；]{0,6}被告(?!人|席|知)/g, instead: ['被告人'], category: '法律', level: 'warning', confidence: 0.7 },
  { re: /法院(?:院长)?(?:领导|带领)[\u4e00-\u9fff]{0,4}公安/g, instead: [], category: '法律', level: 'info', confidence: 0.6 },
  { re: /(?<=当场|现场)击毙(?=嫌疑人)/g, instead: [], category: '法律', level: 'info', confidence: 0.6 },
  { re: /少数民族(?:迷信|落后)/g, instead: [], category: '民族宗教', level: 'error' },
  { re: /(?:北京|海外|国外)(?:回教|回教徒)|回教徒/g, instead: ['穆斯林'], category: '民族宗教', level: 'warning' },
  { re: /(?:老少边穷)地区人民(?:落后|愚昧)/g, instead: [], category: '民族宗教', level: 'error' },
  { re: /(?:第三世界|不发达)国家(?=人民落后)/g, instead: ['发展中国家'], category: '国际关系', level: 'info' },
  { re: /(?:他妈的|傻[Xx×逼]|混蛋|王八蛋|狗屁|脑残|屌丝|装逼|牛逼|逼格|撕逼|草泥马|特么|尼玛|我靠|卧槽|你妹)/g, instead: [], category: '文明用语', level: 'error' },
  { re: /(?<![\u4e00-\u9fff])(?:绝绝子|YYDS|yyds|吃瓜群众|躺平|内卷|摆烂|打call|老铁|小姐姐|666)(?![\u4e00-\u9fff]{0,2}[”])/g, instead: [], category: '文明用语', level: 'info', note: '网络用语，公文中慎用', confidence: 0.7 },
  { re: /(?:影帝|影后|天王|巨星|国母)(?=级|般|称号)/g, instead: [], category: '宣传', level: 'info', confidence: 0.65 },
  { re: /(?:最高级|最佳|顶级|极品|第一品牌|国家级产品|全国首创|史无前例|前无古人|世界领先)(?=产品|服务|品质|品牌|商品)/g, instead: [], category: '宣传', level: 'warning', note: '《中华人民共和国广告法》第九条：不得使用绝对化用语', confidence: 0.8 },
  { re: /(?<=荣获|获评|评为)国家(?:级)?免检(?:产品)?/g, instead: [], category: '宣传', level: 'warning', note: '国家免检制度已于2008年9月废止' },
  { re: /(?:中国|我国)(?:政府)?(?:驰名商标)(?=产品|企业|称号)/g, instead: [], category: '宣传', level: 'info', note: '《商标法》第十四条：不得将“驰名商标”用于广告宣传', confidence: 0.65 },
  { re: /低端人口|盲流(?![动])/g, instead: [], category: '社会生活', level: 'error', note: '含贬义，不用于人' },
  { re: /台湾(?:原住民)/g, instead: ['台湾少数民族'], category: '港澳台', level: 'warning' },
  { re: /(?<!“)(?:两国论|一边一国)(?!”)/g, instead: [], category: '港澳台', level: 'warning' },
  { re: /(?:香港|澳门)(?:殖民地)(?=时期|时代)/g, instead: ['英国管治时期', '葡萄牙管治时期'], category: '港澳台', level: 'warning' },
  { re: /(?:港澳|香港|澳门)(?:回归|移交)主权|收回(?:香港|澳门)主权|主权移交/g, instead: ['恢复行使主权', '政权交接'], category: '港澳台', level: 'error' },
  { re: /(?:出国|出境)到?(?:香港|澳门|台湾)(?=学习|考察|旅游|交流)(?<=出国到?(?:香港|澳门|台湾))/g, instead: ['赴香港', '赴澳门', '赴台湾'], category: '港澳台', level: 'error' },
  { re: /解放前(?=的?(?:西藏|新疆|我国|中国|旧))/g, instead: ['中华人民共和国成立前', '新中国成立前'], category: '社会生活', level: 'info', confidence: 0.7 },
  { re: /(?<![苏美法英德印朝])(?<!联)建国(?=[一二三四五六七八九十\d]{1,3}周年)/g, instead: ['新中国成立'], category: '社会生活', level: 'warning', confidence: 0.85 },
  { re: /(?<![苏美法英德印朝])(?<!联)建国(?=以来|以后|初期|前|后)/g, instead: ['新中国成立'], category: '社会生活', level: 'info', confidence: 0.8 },
  { re: /(?<=国家|省|市|区|县)(?:领导人)?莅临(?=指导|检查|视察)(?<=[\u4e00-\u9fff])/g, instead: ['到'], category: '宣传', level: 'info', confidence: 0.65 },
  { re: /(?<=[省市县区](?:长|委书记|领导)[\u4e00-\u9fff]{0,4})(?:亲自|亲临)(?=视察|过问|指挥)/g, instead: [], category: '宣传', level: 'info', confidence: 0.65 },
]

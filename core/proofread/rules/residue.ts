import { matches, patternRule, type DocumentRule, type Match, type Rule } from '../rule.ts'

const copied = '网页或文档转换后不属于正文的内容应当删去（编辑规范；政府网站发展指引对页面控件与正文的区分）'

/** Lines and pieces of a page around an article: controls, path, counters, footers. */
const chrome: RegExp[] = [
  /^[\s　]*[【[]?字\s*[号体](大小)?[】\]]?\s*[:：]?[\s　]*([【[(（]?\s*[大中小]\s*[】\])）]?[\s　|/]*){0,3}(?=[\s　]|$)/,
  /^[\s　]*[【[(（]?\s*大\s*[】\])）]?[\s　|/]+[【[(（]?\s*中\s*[】\])）]?[\s　|/]+[【[(（]?\s*小\s*[】\])）]?[\s　]*$/,
  /[【[(（]?字体[:：]\s*[【[(（]?大[\s】\])）|/]+[【[(（]?中[\s】\])）|/]+[【[(（]?小[】\])）]?/,
  /^[\s　]*(打印|关闭|收藏|分享|返回|纠错|我要纠错|打印本页|关闭窗口|关闭本页|加入收藏|设为首页|返回顶部|返回首页|返回列表|打印此页|关闭此页|保护视力色|朗读|语音播报|全文下载|点击下载|无障碍阅读|长者模式|适老化|登录|注册|网站地图|联系我们|关于我们|使用帮助|隐私声明|下载(?:word|pdf|WORD|PDF)版?)([\s　|｜丨/·]+(打印|关闭|收藏|分享|返回|打印本页|关闭窗口|关闭本页|加入收藏|设为首页|返回顶部|返回首页|返回列表|登录|注册|网站地图|联系我们|关于我们|使用帮助|隐私声明))*[\s　]*$/,
  /[【[]\s*(打\s*印|关\s*闭|收\s*藏|打印本页|关闭窗口|关闭本页|打印文章|我要打印|我要纠错|返回顶部)\s*[】\]]/,
  /^[\s　]*(分享到?|分享至|一键分享)\s*[:：]?[\s　]*((微信|微博|新浪微博|QQ空间|QQ好友|朋友圈|人人网|豆瓣)[\s　、|]*)*$/,
  /(阅读|浏览|点击|访问)(次数|量|数|人次)\s*[:：]?\s*[[【(（]?\s*\d*\s*[\]】)）]?\s*(次|人次)?(?=[\s　]|$)/,
  /^[\s　]*(您|你)?(现在|当前|目前)?(所)?在?的?位置\s*[:：是].*$/,
  /^[\s　]*(您|你)(现在|当前)?(所)?在的?位置.*$/,
  /^[\s　]*(首页|网站首页)[\s　]*(>|»|＞|→|\/|-|—|›)+.*$/,
  /^[\s　]*(上一篇|下一篇|上一条|下一条|相关链接|相关阅读|相关文章|相关新闻|延伸阅读|热点推荐|友情链接|扩展阅读)\s*[:：].*$/,
  /^[\s　]*(上一篇|下一篇|上一条|下一条|相关阅读|相关文章|友情链接|网站导航|智能问答|政务服务网|手机版|电脑版|繁體版|繁体版|English|微信公众号|政务微信|政务微博)[\s　]*$/,
  /^[\s　]*(请)?(用手机)?(微信)?(扫一扫|扫码|扫描二维码|扫描|长按|识别)[^。，；“]{0,24}(本页|当前页|此页|该页|页面|手机(上|端)?(打开|查看|浏览|阅读)|浏览|分享)[^。，；]{0,12}[！]?$/,
  /^[\s　]*扫一扫[^。]{0,20}$/,
  /(版权所有|版权声明|Copyright)\s*[:：©]?\s*[^\s　]*/,
  /(主\s*办|承\s*办|协\s*办|主办单位|承办单位|技术支持|运维单位|运行维护|网站维护)\s*[:：]\s*[^\s　。；，、]{2,30}(?=[\s　]|$)/,
  /^[\s　]*(网站标识码|政府网站标识码)\s*[:：]?\s*\w+[\s　]*$/,
  /^[\s　]*[\u4e00-\u9fa5]ICP备\d+号(-\d+)?[\s　]*$/,
  /^[\s　]*(信息来源|文章来源|来源)\s*[:：]\s*\S{2,30}[\s　]+(发布|更新|时间|日期|作者|浏览|阅读|点击).*$/,
  /^[\s　]*(发布时间|发布日期|更新时间)\s*[:：]\s*\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[\s　]*(\d{1,2}:\d{2}(:\d{2})?)?[\s　]+(来源|信息来源|作者|浏览|阅读|点击|字体|字号).*$/,
  /^[\s　]*(您是|您是本站)第\s*\d*\s*位(访客|访问者).*$/,
  /(点击|单击)(此处|这里|下载|查看)(原文|附件|大图|全文|链接|下载)?(?=[\s　。]|$)/,
  /您的浏览器(不支持|版本过低)[^。]{0,30}/,
]

/** A footer line belongs to the page; 主办/承办 inside running text does not. */
const footerOnly = /^(主\s*办|承\s*办|协\s*办|主办单位|承办单位|技术支持|运维单位|运行维护|网站维护)/
const footerContext = /版权所有|ICP备|网站标识码|公网安备|联系电话|邮编|承办|主办|技术支持/

const webChrome: DocumentRule = {
  id: 'residue.web-chrome',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: copied,
  zh: '网页控件或页脚文字混入正文',
  certain: true,
  hits: ['字号:\n大 中 小\n各科室：', '正文。\n扫码使用手机浏览本页内容', '您现在所在的位置：首页>政务公开', '【打印】【关闭】', '版权所有:某某县人民政府 网站标识码:5226320001', '浏览量：1024次', '分享到：'],
  misses: ['要用好扫码支付等方式，方便群众浏览信息。', '请扫描二维码登录“爱山东”APP。', '扫描二维码查看办事指南。', '本次活动主办：区教育局。', '字号使用三号仿宋体。', '打印输出的材料应当归档。', '提高网站阅读量和点击量。', '大中小企业'],
  scope: 'document',
  *check(doc) {
    let open = null as (Match & { suggestions: string[] }) | null
    for (const p of doc.paragraphs) {
      if (p.text.length > 400 || p.kind === 'cell') continue
      if (p.kind === 'blank') continue
      const found = chrome.map(re => re.exec(p.text)).find(m => m && m[0].trim() !== '' && isChrome(m[0], p.text, p.index, doc.paragraphs.length))
      if (!found) {
        if (open) yield open
        open = null
        continue
      }
      const lead = found[0].length - found[0].trimStart().length
      const start = p.start + found.index + lead
      const end = p.start + found.index + found[0].trimEnd().length
      const whole = found[0].trim() === p.text.trim()
      if (open && whole && /^[\s　]*$/.test(doc.text.slice(open.end, start))) open = { ...open, end }
      else {
        if (open) yield open
        open = { start, end, suggestions: [''] }
      }
      if (!whole) {
        yield open
        open = null
      }
    }
    if (open) yield open
  },
}

function isChrome(words: string, line: string, index: number, lines: number): boolean {
  if (!footerOnly.test(words.trim())) return true
  return index >= lines - 8 && !/[。；]/.test(line) && (footerContext.test(line.replace(words, '')) || words.trim() === line.trim())
}

const tableBars: Rule = {
  id: 'residue.table-bars',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: copied,
  zh: '表格转换残留的竖线',
  hits: ['类别 | 具体任务 | 责任股室 | 时限要求', '责任分解表 | |||'],
  misses: ['按照“谁主管|谁负责”', '各科室要抓好落实。'],
  scope: 'paragraph',
  *check(p) {
    if (p.kind !== 'row') return
    const first = p.text.search(/[|｜]/)
    if (first < 0) return
    const last = Math.max(p.text.lastIndexOf('|'), p.text.lastIndexOf('｜'))
    yield { start: first, end: last + 1, message: '表格转换残留：本行以竖线分隔，应恢复为表格，或者删去竖线' }
  },
}

const fieldCodes = patternRule({
  id: 'residue.field-code',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: copied,
  zh: '文档域代码、书签或网页标记残留',
  certain: true,
  hits: ['[bookmark: _GoBack]各科室：', '错误！未找到引用源。', '要求&nbsp;如下', '<p>各科室</p>', '**一、总体要求**', '见 PAGE \\* MERGEFORMAT 页'],
  misses: ['满意度<90%的', '研发投入A&B', '按照《办法》[2019]5号', '1.5*2米'],
  needs: /[[\\<&*#{_$`！!批【]/,
  patterns: [
    { re: /\[\s*(bookmark|书签|图片\d*|image|img|附件图片|表格|插图|video|视频)\s*[:：]?[^\]\n]{0,60}\]/gi, fix: '' },
    { re: /(?<![\w])_(GoBack|Toc\d+|Ref\d+|Hlk\d+|MON_\d+)\b/g, fix: '' },
    { re: /错误[!！]\s*(未找到引用源|未定义书签|书签未定义|链接无效|超链接引用无效|未指定主题|表格结果无效|文档中没有指定样式的文字|未找到目录项)[。.]?/g, fix: '' },
    { re: /\{?\s*(PAGE|NUMPAGES|HYPERLINK|TOC|REF|PAGEREF|SEQ|EMBED|INCLUDEPICTURE|MERGEFIELD)\s+(\\\*\s*MERGEFORMAT|\\[a-zA-Z@*]|"[^"\n]{0,200}"|_\w+)[^}\n\u4e00-\u9fff]{0,80}\}?/g, fix: '' },
    { re: /\\\*\s*MERGEFORMAT/g, fix: '' },
    { re: /&(nbsp|amp|lt|gt|quot|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|times|emsp|ensp|#\d{2,5}|#x[0-9a-f]{2,5});?(?![a-z])/gi, fix: m => entity(m[1]!) },
    { re: /<\/?(p|br|div|span|a|b|i|u|strong|em|font|table|tr|td|th|ul|ol|li|h[1-6]|img|o:p|w:[a-z]+|st1:\w+|script|style)(\s[^<>\n]{0,300})?\/?>/gi, fix: '' },
    { re: /\*\*(?=[^*\n]{1,80}\*\*)|(?<=\*\*[^*\n]{1,80})\*\*/g, fix: '' },
    { re: /^[\s　]*#{1,6}(?=\s+[\u4e00-\u9fff一二三四五])/g, fix: '' },
    { re: /^[\s　]*(```|~~~)\w*/g, fix: '' },
    { re: /\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|<%[^%\n]{1,60}%>/g },
    { re: /批注\s*\[[^\]\n]{1,20}\]\s*[:：]?/g, fix: '' },
    { re: /【\s*(?:图片|插图|配图|表格|视频|附图)\s*\d{0,2}\s*】/g, fix: '' },
    { re: /^[\s　]*[-*+]\s\[[ xX]\]\s/g, fix: '' },
  ],
})

const entities: Record<string, string> = {
  nbsp: '', amp: '&', lt: '<', gt: '>', quot: '”', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', hellip: '…', middot: '·', times: '×',
}
const entity = (name: string) => [entities[name.toLowerCase()] ?? '']

const pageNumber = patternRule({
  id: 'residue.page-number',
  family: 'residue',
  asTyped: true,
  level: 'warning',
  basis: copied,
  zh: '页码残留在正文中',
  certain: true,
  hits: ['— 3 —', '－ 12 －', '- 5 -', '第 3 页 共 10 页', '第3页/共10页'],
  misses: ['见第3页。', '—3—5月', '共10页'],
  longest: 24,
  patterns: [
    { re: /^[\s　]*[—–－-]{1,2}\s*\d{1,4}\s*[—–－-]{1,2}[\s　]*$/g, fix: '' },
    { re: /^[\s　]*第\s*\d{1,4}\s*页\s*[,，/／]?\s*共\s*\d{1,4}\s*页[\s　]*$/g, fix: '' },
    { re: /^[\s　]*Page\s*\d+(\s*of\s*\d+)?[\s　]*$/gi, fix: '' },
  ],
})

const placeholder = patternRule({
  id: 'residue.placeholder',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: '定稿中不得留有模板的空白或占位符号（党政机关公文处理工作条例第十九条：内容完整、表述准确）',
  zh: '模板占位符号未填写',
  hits: ['XX区人民政府', '20XX年工作要点', '××县人民政府办公室：', '报送时间：____', '（此处填写单位名称）', '联系人：***', '请各〔单位名称〕抓好落实', '此处插入图片'],
  misses: ['X射线检查', '型号为XX-200的设备', '使用APP办理', 'HTTP', '3×4米', 'XX染色体', '推进“5×24小时”服务'],
  patterns: [
    { re: /(?<![A-Za-z])[XxＸｘ×✕]{2,}(?=[\u4e00-\u9fff〔])(?!染色体|型|码)/g },
    { re: /(?<=[\u4e00-\u9fff：:])[XxＸｘ×✕]{2,}(?![A-Za-z0-9-])(?<!(?:型号|编号|规格)为?[XxＸｘ]+)/g },
    { re: /(?<!\d)(19|20)[XxＸｘ×✕*＊]{2}(?=年|〕)/g },
    { re: /_{3,}|＿{2,}|﹍{2,}/g, level: 'warning' },
    { re: /[（([【〔<＜]\s*(此处|在此)?(请)?(填写|填入|插入|输入|待补充|待定|待填|待完善|单位名称|文件名称)[^）)\]】〕>＞\n]{0,20}[）)\]】〕>＞]/g },
    { re: /(此处|在此)(插入|填写|填入|输入|添加|补充)[^，。；\n]{0,10}/g },
    { re: /(?<=[：:\u4e00-\u9fff])[*＊]{2,}(?![\d*])(?=[\u4e00-\u9fff，。；、）\s]|$)/g, level: 'warning' },
    { re: /(?<=[\u4e00-\u9fff])[?？]{3,}(?=[\u4e00-\u9fff])/g, message: '疑为乱码：“$0”' },
  ],
})

const garbled = patternRule({
  id: 'residue.garbled',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: copied,
  zh: '乱码',
  hits: ['锟斤拷政务公开', '会议�内容', 'â€œ政务公开', '要求\ue004如下'],
  misses: ['烫伤', '各科室要抓好落实'],
  patterns: [{ re: /(锟斤拷)+|锟斤|烫烫烫+|屯屯屯+|�+|[\ue000-\uf8ff]+|(?:â€[œ\u009d™˜¦]?|Ã[\u0080-¿]|Â[\u00a0-¿])+/g }],
})

/** Control characters, soft hyphens, fillers, zero-width marks and directions, by code point. */
const unseenRanges = [[0x00, 0x08], [0x0b, 0x0c], [0x0e, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180e, 0x180e], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], [0xfeff, 0xfeff], [0xfff9, 0xfffb]] as const
const unseen = new RegExp(`[${unseenRanges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]+`, 'gu')
const isEmojiPart = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff) || unit === 0xfe0f

const invisible: Rule = {
  id: 'residue.invisible',
  family: 'residue',
  asTyped: true,
  level: 'warning',
  basis: copied,
  zh: '看不见的控制字符',
  certain: true,
  hits: ['政务​公开', '工作­要点', '要求\u0007如下', '全面‮推进'],
  misses: ['政务公开', '\ufeff政务公开', '👨‍👩‍👧', '甲\t乙'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(unseen, p.text)) {
      if (m[0] === '\ufeff' && p.start === 0 && m.index === 0) continue
      if (m[0] === '\u200d' && isEmojiPart(p.text.charCodeAt(m.index - 1))) continue
      yield { start: m.index, end: m.index + m[0].length, suggestions: [''], message: '文中有看不见的控制字符，影响检索和朗读，宜删去' }
    }
  },
}

const chatter = patternRule({
  id: 'residue.assistant-chatter',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: copied,
  zh: '生成式工具的对话文字混入正文',
  hits: ['好的，以下是根据您的要求撰写的工作要点：', '希望以上内容对您有所帮助。', '作为一个人工智能助手，我无法提供', '如需进一步修改，请随时告诉我。'],
  misses: ['以下是主要任务：', '希望大家提出意见。', '发展人工智能产业'],
  patterns: [
    { re: /^[\s　]*(好的|当然|当然可以|没问题)[，,！!。][^。\n]{0,10}(以下|这是|下面)[^\n。]{0,40}[：:。]?/g, fix: '' },
    { re: /(希望|但愿)(以上|这些|这份|上述)(内容|信息|文案|方案|回答|建议|修改)[^。\n]{0,12}(对您|对你|有所帮助|有帮助|符合您)[^。\n]{0,16}[。！!]?/g, fix: '' },
    { re: /作为(一个|一名|一款)?(AI|人工智能|大?语言模型|智能助手)[^。\n]{0,6}(助手|模型)?[，,]\s*我[^。\n]{0,40}/g, fix: '' },
    { re: /(如需|如果(您|你)?需要|若需)(进一步|其他|更多)?(修改|调整|补充|优化|帮助)[^。\n]{0,12}(请随时|欢迎随时|可以随时|随时告诉)[^。\n]{0,12}[。！!]?/g, fix: '' },
    { re: /^[\s　]*以下是(根据|按照|为您|为你|基于)(您|你|你的|您的)[^\n。]{0,40}[：:]/g, fix: '' },
  ],
})

/** 残留: page furniture, conversion marks, placeholders, garbled and invisible characters. */
export const residueRules: Rule[] = [webChrome, tableBars, fieldCodes, pageNumber, placeholder, garbled, invisible, chatter]

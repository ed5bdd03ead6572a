import type { Detector, Hit } from '../finding.ts'

const number = String.raw`\d{1,3}(?:\.\d{1,10})?`
const dms = String.raw`${number}\s?[°度]\s?(?:${number}\s?[′'分]\s?(?:${number}\s?[″"秒]\s?)?)?`
const axis = new RegExp(String.raw`(?:东经|北纬|西经|南纬|经度|纬度)\s?[:为约]?\s?(?:[EWNS]\s?)?(${dms}|${number})|(?<![A-Za-z])[EN]\s?[:]?\s?(\d{2,3}\.\d{3,10})°?(?![\d%])|(?<![\d.A-Za-z])(${dms})\s?[EN](?![A-Za-z])|(?<![A-Za-z])[ENSW]\s?(${number}\s?°\s?${number}\s?[′'](?:\s?${number}\s?[″"])?)`, 'g')
const pair = /(?<![\d.])((?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{4,10})\s?[,、\s]\s?((?:[3-9]|[1-4]\d|5[0-3])\.\d{4,10})(?![\d.])|(?<![\d.])((?:[3-9]|[1-4]\d|5[0-3])\.\d{4,10})\s?[,、]\s?((?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{4,10})(?![\d.])/g
/** Gauss-Krüger coordinates of a survey, in metres. */
const plane = /X\s?[=:]\s?\d{7}(?:\.\d{1,4})?\s?[,、;\s]\s?Y\s?[=:]\s?\d{6,8}(?:\.\d{1,4})?/gi
const facility = /(?:军事|营区|军营|雷达|弹药|导弹|靶场|机场跑道|涉密|国防|人防指挥|战备|核(?:电|设施)|油库|变电站|重力|测绘控制点|三角点|水准点|指挥所|通信枢纽|看守所|监狱)/

const isPrecise = (value: string): boolean => /[″"秒]/.test(value) || /\.\d{4,}/.test(value) || /[′'分]/.test(value) && /\.\d{3,}/.test(value)

/** Geographic coordinates. Fine ones (seconds, or four decimals of a degree) and those of sensitive places ask for a look; coarse ones are shown. */
export const coordinates: Detector = {
  id: 'coordinates',
  zh: '地理坐标',
  family: 'location',
  action: 'warn',
  basis: '《中华人民共和国测绘法》第四十七条；《地图管理条例》第九条（不得表示涉密的地理信息）；公开地图内容表示规范',
  hits: ['北纬27°24′30″，东经120°56′30″', '坐标：118.549712,31.379468', '东经118.54971度', 'N39°54′20″ E116°23′29″', 'X=3123456.123 Y=512345.678', '位于北纬29度、东经125度'],
  misses: ['经纬度坐标应当准确', '增长118.5497%', '海拔118.5米', '北纬路12号', '完成投资118.5497万元,同比增长31.3795%'],
  detect(text) {
    const hits: Hit[] = []
    for (const found of text.matchAll(axis)) {
      const value = found[1] ?? found[2] ?? found[3] ?? found[4] ?? ''
      if (found[3] !== undefined && !/[°度]/.test(value)) continue
      if (found[1] !== undefined && !/[°度.]/.test(value)) continue
      const near = facility.test(text.slice(Math.max(0, found.index - 40), found.index + found[0].length + 40))
      const precise = isPrecise(value)
      hits.push({
        start: found.index,
        end: found.index + found[0].trimEnd().length,
        message: near ? '敏感设施附近出现地理坐标' : precise ? '出现精确的地理坐标，请核对能否公开' : '出现地理坐标',
        action: near || precise ? 'warn' : 'info',
      })
    }
    for (const found of text.matchAll(pair)) {
      const after = text.slice(found.index + found[0].length)
      if (/^\s?(?:%|万|亿|元|公里|米)/.test(after)) continue
      hits.push({ start: found.index, end: found.index + found[0].length, message: '出现成对的经纬度，请核对能否公开' })
    }
    for (const found of text.matchAll(plane)) hits.push({ start: found.index, end: found.index + found[0].length, message: '出现平面直角坐标，请核对能否公开' })
    return hits
  },
}

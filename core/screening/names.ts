/** The commonest Chinese surnames of one character (about 98 % of people) and the compound ones still in use. */
const single =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史' +
  '陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游' +
  '辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
const compound = ['欧阳', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒', '端木', '夏侯', '长孙', '宇文']

/** Characters common in given names; a string outside this set is not taken for a name. */
const givenCharacters = new Set(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红玉萍建国华志春梅琴晓燕云峰海斌波宇浩凯鑫健俊帆雪琳婷慧莹欣颖佳雨晨轩梓涵子豪宏金龙飞鹏亮成东林森阳旭光辰博宁' +
  '雷振铭瑞祥福贵财发生根水木火土山川河江湖松柏竹菊荷莲花叶香凤珍珠宝翠银锁铁钢石荣昌盛兴旺达永长久安康乐喜庆吉利顺祖德仁义礼智信忠孝廉善美爱惠贤淑贞洁清纯真诚实' +
  '天学友润泽霖雯露霜冰冬夏秋月星辉虹彩霓岚晴朗昊昕旻晶晖曦若诗韵音歌舞琪瑶琦璐珊瑜瑾瑛琼璇珂玮琛珏璟露曼妮娅娇婧婉嫣嫦媛妍姗姣妙娴媚倩茜蓉蓓薇芝芬芸芹苗茵莉莎菲萌萱蕾' +
  '毅力坚恒远航驰骋腾翔翼羽翰墨卿君少卫民保家邦定胜武斯权全才良朋彬彪虎豹麟骏驹跃奔进升高昇启开元一二三小大老幼仲伯叔季亚可依梦思念怀忆希望新心怡悦欢笑嘉懿祺禄寿康' +
  '传承继绍延世先广连增益茂繁培育树立正方圆满中和谐睿哲思维理想卓越超凡非凡奇兵战士勤俭恩惠生民仙灵巧敏捷书翰章典雅致远昭炎炳焕煜烨炜灿焱煊钧钰铮锋锐锦镇鸿雁鹤鹰鹭彦' +
  '庭廷宸寅卯宗宪宜宝宾冠军帅师尧舜禹汤周秦汉唐宋玄妤娥媖妹姐弟丹青赤紫蓝黑白素绮纹绣绢缘红英雄业劲勋功勇勉励劭向阿艺芷苑茹荔菁菀萃葵蕊薪藜沁沛泓洪洲济浦浪涌淇淳淼渊渝湘源溪滢滨潇潮澜瀚' +
  '铃钟琨瑄玥昱晗晟晔景智暄暖朝朵杉杏柔柳栋桐桦梁楠榕槐樱欣歆毓水汝池沐泉波泰洛津添渲灏熙燃爽牧狄珑班琬甜畅皓盈盼睦矗硕磐祎禾秦穗童竣端筠简粤素绪维缤罡群翊翌翎耀聪肃臻舒航芊芙范茗荃莺菡'
)

/** Words that look like a name but are not; they follow 患者, 儿童, 人员 and the like in ordinary sentences. */
const notNames =
  /^(周[一二三四五六]|安全|安康|安心|安定|安宁|成长|成功|成立|成人|成年|成才|全国|全家|全力|全民|全面|明显|明确|明白|平安|平均|平等|高血|高度|高龄|高中|高新|康复|和谐|和家|和民|和成|和社|和安|和全|和业|和学|和生|和健|关爱|关心|关键|管理|连续|时间|时长|应急|司法|农民|农业|国家|解放|解决|尚可|尚未|文化|文明|方向|方可|方面|万元|温暖|温泉|简易|简单|单一|单元|单方|单位|向社|向上|游玩|章程|党员|商业|荣誉|景德|阳性|阳光|全部|全程|全员|路上|路面|盛行|项目|查明|毛利|金融|金额|金属|华人|白天|白血|武力|司机|师生|师德|师长|马上|水平|雷同|申报|申请|申诉|于一|于三|于二|有关|安排|龙头|石材|江湖|施工|施行|汤药|金牌|简史|殷实|常见|季节|查实|时可|应当|应该|应立|应可|时应|符合|尤其|祝福|程序|程度|余人|余名|严重|严格|白内|席卷|全天|全身|包括|任何|任意|任命|任职|任务|何时|何种|何地|许可|许多|须经|宁夏|于水|从业|单独|毕业|宗教|时刻|明文|明年|明星|学生|关系|关怀|关注|关于|纪律|纪实|强制|党和|党组|东方|车辆|车祸|章节|易发|易感|易燃|安装|安保|宁波|武汉|海南|时有|左右|解除|解答|解释|解读|和其|和他|和相|和有|和未|和老|和困)/

/** Splits what follows a label into surname and given name, or nothing when it is not a full name (张某, 安全, 某某). */
export const nameAt = (text: string, at: number): { surname: string; given: string } | undefined => {
  const two = text.slice(at, at + 2)
  const family = compound.includes(two) ? two : single.includes(text[at] ?? '·') ? (text[at] ?? '') : ''
  if (!family) return undefined
  const rest = at + family.length
  let length = 0
  while (length < 2 && givenCharacters.has(text[rest + length] ?? '')) length++
  if (length === 0) return undefined
  const word = text.slice(at, rest + 2)
  if (notNames.test(word) || /[某×*Xx○〇]/.test(text.slice(rest, rest + 2))) return undefined
  return { surname: family, given: text.slice(rest, rest + length) }
}

/** Whether a short cell of a list is a full name and nothing else. */
export const isName = (cell: string): boolean => {
  const name = nameAt(cell, 0)
  return name !== undefined && name.surname.length + name.given.length === cell.length
}

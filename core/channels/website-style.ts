/** The page's one style sheet: three tones, generous lines, prints on A4 in black. Fonts by name with fallbacks; none is embedded. */
export const websiteStyle = `:root{color-scheme:light}
body{margin:0;background:#fff;color:#222;font:18px/1.9 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif}
header,footer{padding:14px 24px;color:#555;font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif}
header{border-bottom:2px solid #a4161a;color:#a4161a}
header span{margin-left:1em;color:#555}
footer{margin-top:48px;border-top:1px solid #ddd;text-align:center}
main{max-width:800px;margin:0 auto;padding:32px 24px}
h1{margin:0 0 16px;font-size:28px;line-height:1.5;text-align:center;text-wrap:balance}
h2,h3,h4,h5,h6{margin:1em 0 .4em;font-size:18px;line-height:1.9;text-indent:2em}
.level-1{font-family:"Noto Sans CJK SC",SimHei,"Microsoft YaHei",sans-serif;font-weight:600}
.level-2{font-family:KaiTi,STKaiti,"Noto Serif CJK SC",serif;font-weight:600}
.level-3,.level-4{font-weight:400}
.subtitle,.byline{text-align:center}
.byline{color:#666;font-size:15px;font-family:"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
.byline span{margin:0 .8em;white-space:nowrap}
.text p{margin:.5em 0;text-indent:2em}
.text p.flush,.text p.center,.text p.right,.text li p,.text td p,.text th p{text-indent:0}
.center{text-align:center;text-indent:0}
.right{text-align:right;text-indent:0}
.justify{text-align:justify}
a{color:#0b4f9e}
ul,ol{margin:.5em 0;padding-left:3em}
li>ul,li>ol{padding-left:1.5em}
table{width:100%;margin:1em 0;border-collapse:collapse;font-size:16px;line-height:1.7}
td,th{padding:6px 10px;border:1px solid #888;text-align:left;font-weight:400}
td.center,th.center{text-align:center}
td.right,th.right{text-align:right}
th{background:#f5f3ee;font-weight:600}
td p,th p{margin:0}
.facts{font:15px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif}
.facts th{width:6em;white-space:nowrap}
@media screen and (max-width:600px){.facts,.facts tbody{display:block}.facts tr{display:grid;grid-template-columns:7em minmax(0,1fr)}
.facts th,.facts td{width:auto;margin:0 0 -1px -1px;overflow-wrap:anywhere}}
figure{margin:1em 0;text-align:center}
img{max-width:100%;height:auto}
figcaption{color:#555;font-size:16px}
blockquote{margin:1em 0;padding:0 1em;border-left:3px solid #ccc}
hr{border:0;border-top:1px solid #999}
hr.page-break{margin:2em 0;border-top-style:dashed;border-color:#ccc}
.note{font-size:12px;line-height:1}
.notes,.attachments{margin-top:32px;padding-top:8px;border-top:1px solid #ddd;font-size:16px}
.notes h2,.attachments h2{margin:0;font-size:16px;text-indent:0}
.notes ol,.attachments ul{padding-left:1.5em}
@media print{body{font-size:12pt;color:#000}header,footer{display:none}main{max-width:none;padding:0}a{color:inherit}
hr.page-break{break-after:page;border:0;margin:0}h2,h3,h4,h5,figure,tr{break-inside:avoid}h2,h3,h4,h5{break-after:avoid}}
`

import { Table, Tag } from 'antd'
import { Fragment, type ReactNode } from 'react'
import { phases, type Phase } from '#core/article/article'
import type { RoadMark } from '#core/api/schema/common'
import { deskCommands, windowShortcuts } from '#core/desktop'
import { roleZh } from '#core/people/roles'
import { floorKinds, gateZh, stageFacts, type FloorKind } from '#core/workflow/stages'
import { useAsk } from '../ask.ts'
import { Screen, Sheet } from '../ui/screen.tsx'
import { StageMarks } from '../ui/stage-marks.tsx'
import { PhaseTag } from '../ui/tags.tsx'
import { pageKeys, type PressedKey } from './keys.ts'
import './help.css'

const parts = [
  { id: 'road', title: '一篇稿件怎样走完' },
  { id: 'floor', title: '谁也不能绕过的底线' },
  { id: 'marks', title: '标记的含义' },
  { id: 'keys', title: '快捷键一览' },
  { id: 'about', title: '关于审校台' },
] as const
type Part = (typeof parts)[number]['id']

/** 帮助: the road and its rules in plain words, what the marks mean, the keys, and what this program is. */
export function HelpScreen() {
  return (
    <Screen title="帮助" note="流程、规则、标记和快捷键">
      <nav className="help-parts" aria-label="帮助目录">
        {parts.map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      <div className="help">
        <Section id="road">
          <Road />
        </Section>
        <Section id="floor">
          <Floor />
        </Section>
        <Section id="marks">
          <Marks />
        </Section>
        <Section id="keys">
          <Keys />
        </Section>
        <Section id="about">
          <About />
        </Section>
      </div>
    </Screen>
  )
}

const Section = ({ id, children }: { id: Part; children: ReactNode }) => (
  <section id={id}>
    <Sheet title={parts.find(part => part.id === id)!.title}>{children}</Sheet>
  </section>
)

/** What each of the eight looks at; the questions themselves are in the template. */
const judged: Record<FloorKind, string> = {
  'confidentiality-review': '国家秘密、工作秘密、个人信息、商业秘密、数据汇总；逐个附件',
  'first-review': '事实、依据、表述',
  'first-proofread': '逐字校对，只作文字更正',
  'second-review': '政策口径、是否依法可以公开',
  'second-proofread': '逐字校对，复核上一校的改动',
  'final-review': '政治方向、发布时机、领导人和机构名称',
  'third-proofread': '逐字校对，全文通读',
  'sign-off': '同意按所选渠道发布',
}

function Road() {
  return (
    <>
      <p>作者起草并提交后，稿件依次经过八个环节。每个环节由不同的人办理，通过时写明意见、逐项回答检查项。退回一律退给作者。</p>
      <Table
        size="small"
        pagination={false}
        rowKey="kind"
        dataSource={floorKinds.map((kind, i) => ({ kind, n: i + 1, ...stageFacts[kind], judges: judged[kind] }))}
        columns={[
          { title: '次序', dataIndex: 'n', width: 64 },
          { title: '环节', dataIndex: 'zh', width: 104 },
          { title: '由谁办理', dataIndex: 'role', width: 120, render: (role: keyof typeof roleZh) => roleZh[role] },
          { title: '看什么', dataIndex: 'judges' },
          { title: '能否改文字', dataIndex: 'corrects', width: 112, render: (corrects: boolean) => (corrects ? '只作更正' : '不能') },
          { title: '再问密码', dataIndex: 'signs', width: 96, render: (signs: boolean) => (signs ? '是' : '否') },
        ]}
      />
      <p>
        检查项分属{Object.values(gateZh).join('、')}。答“否”须写明情况。急件缩短各环节时限、排在待办最前，但不跳过任何人。
      </p>
    </>
  )
}

const floor: readonly { id: string; zh: string }[] = [
  { id: 'F1', zh: '保密审查、三审、三校、签发一个不少，次序不变，签发在最后。模板只能在中间加设环节。' },
  { id: 'F2', zh: '改过一个字的人，不审自己改过的稿件：作者和共同作者不办理任何环节；在校对中作过更正的人，不再审核、保密审查或签发。' },
  { id: 'F3', zh: '一人不办两级：三审三人，三校三人。人少的单位可在模板中打开“同级审校一人”“终审兼签发”“保密审查兼终审”三个开关。' },
  { id: 'F4', zh: '系统管理员、安全管理员、审计员互不兼任，也不办理任何环节。' },
  { id: 'F5', zh: '所见即所判：打开之后文字变了，这次办理不生效，刷新看过新文字再办。' },
  { id: 'F6', zh: '每个环节收到的，正是上一环节放行的文字；只有校对可以作文字更正。有一处接不上，就不能发布。' },
  { id: 'F7', zh: '一次签字只有一个身份；连点两下、网络重发，只算一次。' },
  { id: 'F8', zh: '修改流程模板，不影响已经提交的稿件。' },
]

function Floor() {
  return (
    <>
      <p>以下规则写在程序里，任何人都不能关闭，系统管理员也不例外。按钮不能按的时候，旁边会写明是哪一条。</p>
      <dl className="help-floor">
        {floor.map(({ id, zh }) => (
          <div key={id}>
            <dt>{id}</dt>
            <dd>{zh}</dd>
          </div>
        ))}
      </dl>
      <h3>什么样的改动会使已有的签字失效</h3>
      <ul className="help-list">
        <li>
          <b>没有变化</b>：保存一次也不产生新版本，任何签字都不受影响。
        </li>
        <li>
          <b>文字更正</b>：标点、空格、全半角，不超过两个字的等数替换，删去重复的字词，补一个字；不碰数字、日期、金额、否定词、人名地名机构名、单位、链接、图片、附件、表格形状和发布信息；处数有上限。校对员可以直接更正；退回后作者只作更正的，从退回的环节继续。
        </li>
        <li>
          <b>实质性修改</b>：其余一切改动。已有的签字全部失效，从第一个环节重新开始；是谁、何时、改了哪几个字，记录里都写明。
        </li>
      </ul>
    </>
  )
}

const states: readonly { state: RoadMark['state']; zh: string }[] = [
  { state: 'done', zh: '已通过' },
  { state: 'here', zh: '正在这个环节' },
  { state: 'returned', zh: '在这个环节被退回' },
  { state: 'void', zh: '通过过，后来失效' },
  { state: 'to-come', zh: '还没有到' },
]
const phaseMeans: Record<Phase, string> = {
  drafting: '作者正在写，还没有提交',
  reviewing: '在某个环节等待办理，显示的是环节名称',
  referred: '保密审查拿不准，已送外单位，等候答复',
  returned: '退回作者修改',
  cleared: '全部通过并签发，可以发布',
  released: '签发的渠道都已导出；只导出了一部分的，写明“部分发布 1/2”',
  withheld: '保密审查决定不予公开，到此为止',
  abandoned: '作者作废，记录保留',
}
const mark = (state: RoadMark['state'], name: string): RoadMark => ({ stage: state, name, kind: 'added', state, by: null, principal: null, at: null })

function Marks() {
  return (
    <div className="help-columns">
      <div>
        <h3>流程小圆点</h3>
        <ul className="help-marks">
          {states.map(({ state, zh }) => (
            <li key={state}>
              <StageMarks road={[mark(state, zh)]} /> {zh}
            </li>
          ))}
        </ul>
        <h3>改动对照</h3>
        <ul className="help-marks diff">
          <li>
            <ins>下划线</ins> 增加的文字
          </li>
          <li>
            <del>删除线</del> 删去的文字
          </li>
          <li>知道是谁改的，每人一种颜色和线型，页首写明谁是谁；移动的段落标①②，点一下跳到另一头</li>
        </ul>
        <h3>机检</h3>
        <ul className="help-marks">
          <li>
            <Tag className="tag">错误</Tag> 校对时必须改正，或注明理由后忽略
          </li>
          <li>
            <Tag className="tag">警告</Tag> 请核对，不拦截
          </li>
          <li>
            <Tag className="tag">提示</Tag> 供参考
          </li>
        </ul>
        <p className="quiet">保密筛查中必须处理的提示，在保密审查环节改正或注明误报理由之前，不能通过。</p>
      </div>
      <div>
        <h3>稿件状态</h3>
        <ul className="help-marks help-phases">
          {phases.map(phase => (
            <li key={phase}>
              <PhaseTag phase={phase} />
              <span className="quiet">{phaseMeans[phase]}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

const written = (accelerator: string): string => accelerator.replace('Plus', '+')

/** In the desktop program the menus' own keys stand here too, made from the very list the menus are made from. */
function Keys() {
  const menus: PressedKey[] = window.desktop
    ? [
        ...deskCommands.filter(command => command.keys !== '').map(({ keys: pressed, zh, menu }) => ({ keys: written(pressed), zh, where: `菜单“${menu}”` })),
        ...windowShortcuts.map(({ keys: pressed, zh }) => ({ keys: written(pressed), zh, where: '窗口' })),
      ]
    : []
  return (
    <ul className="help-keys">
      {[...pageKeys, ...menus].map(key => (
        <li key={`${key.where} ${key.keys}`}>
          <span>
            {key.keys.split(' ').map(one => (
              <Fragment key={one}>
                <kbd>{one}</kbd>{' '}
              </Fragment>
            ))}
          </span>
          <span>{key.zh}</span>
          <span className="quiet">{key.where}</span>
        </li>
      ))}
    </ul>
  )
}

function About() {
  const status = useAsk('office.status', {}, { staleTime: 60_000 })
  return (
    <>
      <p>
        审校台 {status.data?.version ?? ''}，政务信息三审三校编审工具。{window.desktop ? '正在使用桌面程序。' : '正在浏览器中使用。'}
      </p>
      <p>每一项操作都记在前后相扣的审计记录里；审计员可以随时校验，也可以用命令行在不打开窗口的情况下校验。</p>
      <p>按木兰宽松许可证第 2 版授权。所用的第三方软件及其许可证，见程序附带的 THIRD-PARTY-NOTICES.md。</p>
    </>
  )
}

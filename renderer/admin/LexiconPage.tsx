import { Grid, Tabs } from 'antd'
import type { Output } from '#core/api/contract'
import { lexiconLists, listZh } from '#core/office/lexicon'
import { useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { PersonName } from '../ui/names.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, RefusalNote } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { LexiconList } from './LexiconList.tsx'
import { Proposals } from './Proposals.tsx'
import { RegionForm } from './RegionForm.tsx'
import { SpellingPanel } from './SpellingPanel.tsx'

export type LexiconView = Output<'lexicon.get'>

/** 词库: the office's own words, names and people; every edit is on the trail. */
export function LexiconPage() {
  const lexicon = useAsk('lexicon.get', {})
  return <Answered of={lexicon}>{data => <Lists data={data} />}</Answered>
}

function Lists({ data }: { data: LexiconView }) {
  const address = useAddress()
  const wide = Grid.useBreakpoint().md ?? true
  const open = data.proposals.filter(proposal => !proposal.settled).length
  return (
    <Screen
      title="词库"
      wide
      note={
        data.changed ? (
          <>
            第 {data.version} 版，<PersonName id={data.changed.by} /> 修改于 <Moment at={data.changed.at} />
          </>
        ) : (
          '还没有内容'
        )
      }
      actions={<RefusalNote refusal={data.may.keep} />}
    >
      <Sheet>
        <Tabs
          // All lists in sight: beside each other they would not fit, and some would hide behind a button.
          tabPlacement={wide ? 'start' : 'top'}
          activeKey={address.get('tab') || 'leaders'}
          onChange={tab => address.set({ tab })}
          destroyOnHidden
          items={[
            { key: 'proposals', label: open ? `待处理词语（${open}）` : '待处理词语', children: <Proposals data={data} /> },
            ...lexiconLists.map(list => ({ key: list, label: `${listZh[list]}（${data.lists[list].length}）`, children: <LexiconList key={list} list={list} data={data} /> })),
            { key: 'region', label: '本单位', children: <RegionForm data={data} /> },
            { key: 'spelling', label: '拼写模型', children: <SpellingPanel data={data} /> },
          ]}
        />
      </Sheet>
    </Screen>
  )
}

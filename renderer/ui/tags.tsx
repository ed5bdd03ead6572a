import { Tag } from 'antd'
import { isPartlyReleased, phaseWords, type Outgoing, type Phase } from '#core/article/article'
import { gradeZh, kindZh, type Grade, type Kind } from '#core/article/content'

/** 体裁. */
export const KindTag = ({ kind }: { kind: Kind }) => <Tag className="tag">{kindZh[kind]}</Tag>

/** 级别: A, B, C; the higher ones stand out by weight and line, not by alarm. */
export const GradeTag = ({ grade }: { grade: Grade }) => <Tag className={`tag grade-${grade}`}>{gradeZh[grade]}</Tag>

/** 急件. */
export const UrgentTag = () => <Tag className="tag urgent">急件</Tag>

const tones: Record<Phase, string> = {
  drafting: 'quiet',
  reviewing: 'going',
  referred: 'due',
  returned: 'seal',
  cleared: 'passed',
  released: 'passed',
  withheld: 'quiet',
  abandoned: 'quiet',
}

/** Where an article is in its life: a dot and a word, the same on every screen. */
export function PhaseTag({ phase, stage, channels = null }: { phase: Phase; stage?: string | null; channels?: Outgoing | null }) {
  const text = phase === 'reviewing' && stage ? stage : phase === 'returned' && stage ? `${stage}退回` : phaseWords(phase, channels)
  const partly = isPartlyReleased(channels)
  return (
    <span className={`phase tone-${partly ? 'going' : tones[phase]}`} title={partly ? `签发了 ${channels.meant} 个渠道，已导出 ${channels.sent} 个` : undefined}>
      <i aria-hidden /> {text}
    </span>
  )
}

type Hunk = { before: string; after: string; context: string; reason: string; class: string }

type HunksProps = {
  hunks: readonly Hunk[]
  /** How many are listed before the rest is only counted. */
  most?: number
  /** Says of changed words too why each counts as it does. */
  reasons?: boolean
}

/** Changes as words: what was there struck, what is there now underlined, and the words around them. */
export function Hunks({ hunks, most = 12, reasons = false }: HunksProps) {
  if (hunks.length === 0) return null
  return (
    <ul className="hunks-list">
      {hunks.slice(0, most).map((hunk, i) => (
        <li key={`${i}-${hunk.context}`}>
          <HunkWords hunk={hunk} />
          {reasons && hunk.before !== hunk.after && <span className="quiet">（{hunk.reason.replace(/。$/, '')}）</span>}
        </li>
      ))}
      {hunks.length > most && <li className="quiet">另有 {hunks.length - most} 处，见历史对照。</li>}
    </ul>
  )
}

/** One change within the words around it. */
export function HunkWords({ hunk }: { hunk: Pick<Hunk, 'before' | 'after' | 'context' | 'reason'> }) {
  const [left, right] = around(hunk.context)
  const words = hunk.before !== hunk.after
  return (
    <span className="hunk-words diff">
      {left && <span className="quiet">…{left}</span>}
      {words && hunk.before && <del>{shown(hunk.before)}</del>}
      {words && hunk.after && <ins>{shown(hunk.after)}</ins>}
      {right && <span className="quiet">{right}…</span>}
      {(!words || (!hunk.before && !hunk.after)) && <span>{hunk.reason}</span>}
    </span>
  )
}

/** A space or a line end is invisible on its own. */
const shown = (words: string): string => (words.trim() === '' ? words.replace(/ /g, '␣').replace(/　/g, '□').replace(/\n/g, '↵') : words)

function around(context: string): [string, string] {
  const at = /^([^[]*)\[.*\]([^\]]*)$/s.exec(context)
  return at ? [at[1]!, at[2]!] : ['', '']
}

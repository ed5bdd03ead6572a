/** One stretch of a comparison as the diff library writes it: −1 taken out, 0 kept, 1 put in. */
type Stretch = [-1 | 0 | 1, string]

/** More letters put in and taken out than this, and the texts are not compared here. */
const mostEdits = 1000

/**
 * The smallest set of edits between two long texts that differ in little, by Myers' greedy algorithm (Algorithmica 1, 1986): the time
 * grows with the texts' length and the square of the edits, not with their product. Null when there are too many edits for that.
 */
export function fewEdits(before: string, after: string): Stretch[] | null {
  const [n, m] = [before.length, after.length]
  const most = Math.min(mostEdits, Math.floor((n + m) / 8))
  if (Math.abs(n - m) > most) return null
  const [b, a] = [unitsOf(before), unitsOf(after)]
  const offset = most + 1
  /** By diagonal: how far along the old text the best path of `d` edits has come. */
  const reach = new Int32Array(2 * most + 3)
  const rows: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[offset + k - 1]! < reach[offset + k + 1]!)
      let x = down ? reach[offset + k + 1]! : reach[offset + k - 1]! + 1
      let y = x - k
      while (x < n && y < m && b[x] === a[y]) {
        x++
        y++
      }
      reach[offset + k] = x
      if (x >= n && y >= m) return path(before, after, rows)
    }
    rows.push(reach.slice(offset - d, offset + d + 1))
  }
  return null
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i)
  return units
}

/** Walks back from the end: `rows[d]` holds the reach of the diagonals −d … d after d edits. */
function path(before: string, after: string, rows: readonly Int32Array[]): Stretch[] {
  const steps: Stretch[] = []
  let [x, y] = [before.length, after.length]
  for (let d = rows.length; d > 0; d--) {
    const row = rows[d - 1]!
    const at = (k: number): number => row[k + d - 1]!
    const k = x - y
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
    const from = down ? at(k + 1) : at(k - 1)
    const begin = down ? from : from + 1
    if (x > begin) steps.push([0, before.slice(begin, x)])
    if (down) {
      y = from - k - 1
      x = from
      steps.push([1, after[y]!])
    } else {
      x = from
      y = from - (k - 1)
      steps.push([-1, before[x]!])
    }
  }
  if (x > 0) steps.push([0, before.slice(0, x)])
  return joined(steps.reverse())
}

/** Between two kept stretches one taken out and one put in, in this order. */
function joined(steps: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = []
  let [gone, come] = ['', '']
  const flush = () => {
    if (gone) out.push([-1, gone])
    if (come) out.push([1, come])
    gone = come = ''
  }
  for (const [op, text] of steps) {
    if (op === -1) gone += text
    else if (op === 1) come += text
    else {
      flush()
      out.push([0, text])
    }
  }
  flush()
  return out
}

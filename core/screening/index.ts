import type { Action, Detector, Hit, MaskStyle, Place, ScreeningFinding } from './finding.ts'
import type { Level } from '../proofread/finding.ts'
import { bankCard } from './detectors/bank-card.ts'
import { classificationLabel } from './detectors/classification-label.ts'
import { classificationLine } from './detectors/classification-line.ts'
import { classificationMark } from './detectors/classification-mark.ts'
import { coordinates } from './detectors/coordinates.ts'
import { copyNumber } from './detectors/copy-number.ts'
import { credential } from './detectors/credential.ts'
import { disclosureAttribute } from './detectors/disclosure-attribute.ts'
import { email } from './detectors/email.ts'
import { foreignClassification } from './detectors/foreign-classification.ts'
import { halfMaskedNumber } from './detectors/half-masked-number.ts'
import { homeAddress } from './detectors/home-address.ts'
import { internalDocumentNumber } from './detectors/internal-document-number.ts'
import { internalMark } from './detectors/internal-mark.ts'
import { internalPhrase } from './detectors/internal-phrase.ts'
import { intranetAddress } from './detectors/intranet-address.ts'
import { landline } from './detectors/landline.ts'
import { link } from './detectors/link.ts'
import { mapApproval } from './detectors/map-approval.ts'
import { medicalRecord } from './detectors/medical-record.ts'
import { minorByAge } from './detectors/minor-by-age.ts'
import { mobile } from './detectors/mobile.ts'
import { notPublicMark } from './detectors/not-public-mark.ts'
import { oldResidentId } from './detectors/old-resident-id.ts'
import { personProfile } from './detectors/person-profile.ts'
import { personalTable } from './detectors/personal-table.ts'
import { carPlate } from './detectors/plate.ts'
import { processDraft } from './detectors/process-draft.ts'
import { protectedPerson } from './detectors/protected-person.ts'
import { residentId } from './detectors/resident-id.ts'
import { secrecyStatement } from './detectors/secrecy-statement.ts'
import { secretDocumentNumber } from './detectors/secret-document-number.ts'
import { travelDocument } from './detectors/travel-document.ts'
import { workSecretMark } from './detectors/work-secret-mark.ts'
import { fold, linesOf } from './folded.ts'
import { defaultMaskStyle } from './masks.ts'

export type { Action, Detector, MaskStyle, Place, ScreeningFamily, ScreeningFinding } from './finding.ts'
export { defaultMaskStyle } from './masks.ts'

/** Version of the detectors, stored with every pass; raised whenever a detector may answer differently. */
export const screeningVersion = '2026.11.27'

/** All detectors. Where two hits overlap, the earlier detector of the same family and the stronger action win. */
export const detectors: readonly Detector[] = [
  classificationMark,
  classificationLabel,
  classificationLine,
  secrecyStatement,
  secretDocumentNumber,
  copyNumber,
  workSecretMark,
  notPublicMark,
  disclosureAttribute,
  internalMark,
  internalPhrase,
  internalDocumentNumber,
  foreignClassification,
  processDraft,
  credential,
  residentId,
  oldResidentId,
  bankCard,
  travelDocument,
  halfMaskedNumber,
  mobile,
  landline,
  carPlate,
  email,
  homeAddress,
  protectedPerson,
  minorByAge,
  medicalRecord,
  personProfile,
  personalTable,
  coordinates,
  mapApproval,
  link,
  intranetAddress,
]

/** `place`: where the text stands (default body). `off`: detector ids switched off. `allowed`: exact texts the office has cleared, such as its own public telephone. */
export type ScreeningOptions = {
  place?: Place
  mask?: Partial<MaskStyle>
  off?: readonly string[]
  allowed?: readonly string[]
}

const levels: Readonly<Record<Action, Level>> = { block: 'error', warn: 'warning', info: 'info' }
const strength: Readonly<Record<Action, number>> = { block: 3, warn: 2, info: 1 }

/**
 * Screens a text for secrets and personal data. Offsets are UTF-16 positions in `text` as given; findings are in order of
 * place. Never throws. A text without findings is not proved to be public: the review remains a person's judgement.
 */
export const screen = (text: string, options: ScreeningOptions = {}): ScreeningFinding[] => {
  const folded = fold(text)
  const context = { place: options.place ?? 'body', mask: { ...defaultMaskStyle, ...options.mask }, lines: linesOf(folded.text) } as const
  const allowed = new Set(options.allowed)
  const findings: ScreeningFinding[] = []
  for (const detector of detectors) {
    if (options.off?.includes(detector.id)) continue
    for (const hit of detector.detect(folded.text, context)) {
      const finding = findingOf(detector, hit, text, folded.from[hit.start], folded.to[hit.end - 1])
      if (finding && !allowed.has(finding.text)) findings.push(finding)
    }
  }
  return withoutEchoes(findings).toSorted((a, b) => a.start - b.start || a.end - b.end)
}

const findingOf = (detector: Detector, hit: Hit, text: string, start: number | undefined, end: number | undefined): ScreeningFinding | undefined => {
  if (start === undefined || end === undefined || end <= start) return undefined
  const action = hit.action ?? detector.action
  return {
    rule: detector.id,
    family: detector.family,
    level: levels[action],
    action,
    start,
    end,
    text: text.slice(start, end),
    suggestions: hit.mask === undefined ? [] : [hit.mask],
    message: hit.message,
    basis: detector.basis,
    confidence: hit.confidence ?? 1,
    ...(hit.mask === undefined ? {} : { mask: hit.mask }),
  }
}

/** Drops findings that lie inside a stronger or earlier one of the same family: an identity number is not also a card number. */
const withoutEchoes = (findings: readonly ScreeningFinding[]): ScreeningFinding[] => {
  const ranked = findings
    .map((finding, order) => ({ finding, order }))
    .toSorted((a, b) => strength[b.finding.action] - strength[a.finding.action] || a.order - b.order)
  const kept: ScreeningFinding[] = []
  const taken = new Map<string, { start: number; end: number }[]>()
  for (const { finding } of ranked) {
    const spans = taken.get(finding.family) ?? []
    if (finding.family !== 'aggregation' && coversAny(spans, finding)) continue
    kept.push(finding)
    insert(spans, finding)
    taken.set(finding.family, spans)
  }
  return kept
}

/** `spans` is kept sorted and free of overlaps, so one binary search answers. */
const coversAny = (spans: readonly { start: number; end: number }[], finding: ScreeningFinding): boolean => {
  const at = position(spans, finding.start)
  const before = spans[at - 1]
  const after = spans[at]
  return (before !== undefined && before.end > finding.start) || (after !== undefined && after.start < finding.end)
}

const position = (spans: readonly { start: number }[], start: number): number => {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return low
}

const insert = (spans: { start: number; end: number }[], finding: ScreeningFinding): void => {
  spans.splice(position(spans, finding.start), 0, { start: finding.start, end: finding.end })
}

/** Whether a file with these findings must be refused at import: it carries a state-secret mark, and this machine may not hold it. */
export const refusesImport = (findings: readonly ScreeningFinding[]): boolean =>
  findings.some((finding) => finding.family === 'classified' && finding.action === 'block')

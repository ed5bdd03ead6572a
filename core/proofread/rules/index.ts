import type { Rule } from '../rule.ts'
import { amountRules } from './amounts.ts'
import { arithmeticRules } from './arithmetic.ts'
import { attachmentRules } from './attachments.ts'
import { characterRules } from './characters.ts'
import { citationRules } from './citations.ts'
import { collocationRules } from './collocations.ts'
import { confusableRules } from './confusables.ts'
import { contactRules } from './contacts.ts'
import { countRules } from './counts.ts'
import { dashRules } from './dashes.ts'
import { dateRules } from './dates.ts'
import { documentNumberRules } from './document-numbers.ts'
import { draftRules } from './drafts.ts'
import { formulationRules } from './formulations.ts'
import { leaderRules } from './leaders.ts'
import { misspellingRules } from './misspellings.ts'
import { numberingRules } from './numbering.ts'
import { numeralRules } from './numerals.ts'
import { organisationRules } from './organisations.ts'
import { pairRules } from './pairs.ts'
import { periodRules } from './periods.ts'
import { politicalRules } from './political.ts'
import { punctuationRules } from './punctuation.ts'
import { regionRules } from './regions.ts'
import { repetitionRules } from './repetition.ts'
import { residueRules } from './residue.ts'
import { spacingRules } from './spacing.ts'
import { statuteRules } from './statutes.ts'
import { unitRules } from './units.ts'
import { widthRules } from './width.ts'
import { wordingRules } from './wording.ts'

/** Every rule, in the order of the families; also the table of the rules screen. */
export const rules: readonly Rule[] = [
  ...residueRules,
  ...draftRules,
  ...characterRules,
  ...spacingRules,
  ...widthRules,
  ...punctuationRules,
  ...citationRules,
  ...dashRules,
  ...pairRules,
  ...numeralRules,
  ...amountRules,
  ...contactRules,
  ...unitRules,
  ...numberingRules,
  ...countRules,
  ...arithmeticRules,
  ...dateRules,
  ...periodRules,
  ...documentNumberRules,
  ...attachmentRules,
  ...repetitionRules,
  ...regionRules,
  ...organisationRules,
  ...statuteRules,
  ...formulationRules,
  ...politicalRules,
  ...leaderRules,
  ...wordingRules,
  ...collocationRules,
  ...confusableRules,
  ...misspellingRules,
]

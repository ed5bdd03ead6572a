import type { SpellingModel } from '#core/proofread/spelling/format'
import type { Judge } from '#core/proofread/spelling/judge'
import { trainOn } from '#core/proofread/spelling/train'
import type { Ingredients } from '#core/proofread/spelling/train'

const subjects = ['县级以上地方人民政府', '国务院有关部门', '乡镇人民政府', '行政执法机关', '公共服务机构']
const verbs = ['应当加强', '负责组织', '依法开展', '统筹推进', '监督检查']
const objects = ['政务公开工作', '环境保护工作', '安全生产工作', '财政资金管理', '公共卫生服务']

/** A hundred and twenty-five plain official sentences. */
export const sentences = subjects.flatMap((a) => verbs.flatMap((b) => objects.map((c) => `${a}${b}${c}。`)))

const ingredients: Ingredients = {
  confusions: [
    ...[...new Set(sentences.join(''))].filter((c) => c !== '。').map((character) => ({ character, readings: [`${'abcdefgh'[character.charCodeAt(0) % 8]}a1`], shapes: '' })),
    { character: '攻', readings: ['gong1'], shapes: '政' }, { character: '公', readings: ['gong1'], shapes: '' },
  ],
  mayPropose: new Set(sentences.join('')),
  dictionary: [['人民政府', 50], ['公开', 40], ['工作', 60], ['政务', 30], ['环境', 30], ['保护', 30]],
}

/** One tree that believes whatever lifts the character model by more than four nats. */
const judge: Judge = {
  roots: Uint32Array.of(0), feature: Uint8Array.of(1, 255, 255), value: Float32Array.of(1, -3, 3), right: Uint32Array.of(2, 0, 0),
}

/** A model trained in a moment; it knows nothing but its hundred and twenty-five sentences. */
export function smallModel(): SpellingModel {
  const trained = trainOn(sentences, ingredients, {
    characters: { leastCharacterCount: 1, leastFourCount: 1, leastWeight: [0, 0, 0] },
    words: { leastDictionaryCount: 1, leastPairCount: 1, leastPairWeight: 0 },
    context: { epochs: 1, rate: 0.1, rivals: 3, seed: 1 },
  })
  return {
    ...trained, judge, moveJudge: { ...judge, feature: Uint8Array.of(0, 255, 255) }, moveThreshold: 0, origin: '试验',
    thresholds: { strict: 2, standard: 1, sensitive: 0 },
  }
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { loadModel, ModelRefused, saveModel } from '#core/proofread/spelling/format'
import type { SpellingModel } from '#core/proofread/spelling/format'
import { mergeModels, officeShare, recount, shippedTraining, trainOn } from '#core/proofread/spelling/train'
import type { Trained } from '#core/proofread/spelling/train'
import { commonCharacters } from '#core/proofread/spelling/train-characters'
import { databaseFile } from '#server/backups'
import { shippedModelFile } from './bench-proofread.ts'
import { nearShapes } from './near-shape.ts'
import { diskRefusal, say, Stop } from './say.ts'
import { houseAt } from './serve.ts'
import { confusionEntries, generalDictionary, proposableCharacters, readLines, readPairs, splitCorpus } from './spelling-corpus.ts'
import {
  asSaved, cleanLessons, crossFit, judgesOf, lessonsOf, rightSentences, shippedMoveThreshold, shippedThresholds, teachingStatutes, thresholdsFor,
} from './spelling-judges.ts'

type Options = { data?: string; corpus?: string[]; out?: string; base?: string; share?: string; pairs?: string[]; context?: string }

/** Least sentences an office's own text must have before it is worth adding. */
const leastSentences = 50

/** Adds `train-spelling`: on the machine, from the office's own texts; or, with `--pairs`, the shipped model from scratch. */
export function registerTrainSpelling(program: Command): void {
  program.command('train-spelling')
    .description('用本单位已发布的文稿训练拼写模型（全程在本机进行）')
    .option('--data <目录>', '数据目录：用其中已发布的稿件训练，训练后即使用，并记入审计记录')
    .option('--corpus <文件...>', '改用文本训练，每行一句；可为 .txt、.txt.br、.txt.gz')
    .option('--out <文件>', '用文本训练时写出的模型文件')
    .option('--base <文件>', '在此模型上加训，默认为随程序提供的模型')
    .option('--share <比例>', '本单位文本所占的比例，0 到 0.9', String(officeShare))
    .option('--pairs <文件...>', '从零训练：带正误对照的 ECSpell 训练文件')
    .option('--context <文件>', '从零训练：沿用此模型的上下文部分和混淆表（最费时的一步），其余重训')
    .action(async (options: Options) => {
      if (options.data !== undefined) return trainHouse(options.data)
      if (options.corpus === undefined || options.out === undefined) throw new Stop('请写明 --data，或同时写明 --corpus 和 --out。没有写出任何文件。')
      const lines = linesOf(options.corpus)
      const model = options.pairs === undefined ? learnFromOffice(lines, options) : await makeShipped(lines, options.pairs, options.context)
      write(options.out, saveModel(model))
      say(`已写出 ${options.out}；训练用 ${lines.length} 句、${lines.reduce((sum, line) => sum + line.length, 0)} 字。`)
    })
}

/** As the screen does it: from the released articles of an office that is not open elsewhere. */
async function trainHouse(data: string): Promise<void> {
  if (!existsSync(databaseFile(data))) throw new Stop(`目录“${data}”中没有审校台的数据。`)
  const house = houseAt(data)
  try {
    const { error, articles, characters } = await house.trainSpelling()
    if (error !== null) throw new Stop(error, 1)
    say(`训练完成：用了 ${articles} 篇已发布稿件、${characters} 字，已记入审计记录。`)
  } finally {
    await house.close()
  }
}

function linesOf(files: readonly string[]): string[] {
  try {
    return readLines(files)
  } catch (error) {
    throw new Stop(diskRefusal(error) ?? '训练文本读不出来，没有写出任何文件；请检查文件路径和格式。')
  }
}

function learnFromOffice(lines: readonly string[], options: Options): SpellingModel {
  const share = Number(options.share ?? officeShare)
  if (!(share > 0 && share <= 0.9)) throw new Stop('比例须在 0 到 0.9 之间，没有写出任何文件；请改正 --share。')
  if (lines.length < leastSentences) throw new Stop(`训练文本只有 ${lines.length} 句，少于 ${leastSentences} 句，没有写出任何文件；请提供更多已发布的文稿。`)
  try {
    return mergeModels(loadModel(readFileSync(options.base ?? shippedModelFile)), lines, share)
  } catch (error) {
    if (error instanceof ModelRefused) throw new Stop(error.message)
    throw error
  }
}

/** Writes beside the place and renames, so that a file of that name is always whole. */
function write(file: string, bytes: Uint8Array): void {
  writeFileSync(`${file}.part`, bytes)
  renameSync(`${file}.part`, file)
}

async function makeShipped(lines: readonly string[], pairFiles: readonly string[], contextFile: string | undefined): Promise<SpellingModel> {
  const split = splitCorpus(lines)
  const { training, held } = split
  const sets = pairFiles.map(readPairs)
  const characters = training.reduce((sum, line) => sum + line.length, 0)
  const more = rightSentences(sets.flat())
  const trained = contextFile === undefined
    ? await language(training, new Set(commonCharacters(lines, shippedTraining.characters.leastCharacterCount)), more)
    : asSaved(recount(loadModel(readFileSync(contextFile)), [...training, ...more], generalDictionary()))
  const lessons = crossFit(split, sets, trained).map((fold, k) => {
    say(`第 ${k + 1} 份：对照 ${fold.sets.flat().length} 对，无误 ${fold.clean.length} 句。`)
    return lessonsOf(fold, k + 1)
  })
  const model: SpellingModel = {
    ...trained, ...judgesOf(lessons, cleanLessons(trained, teachingStatutes(split))),
    thresholds: shippedThresholds, moveThreshold: shippedMoveThreshold,
    origin: `现行法律法规、司法解释和政府工作报告 ${training.length} 句、${characters} 字；ECSpell 训练集 ${pairFiles.length} 个，${more.length} 句次；2026-11-27`,
  }
  const [two, three, four] = trained.characters.child.map((child) => child.length)
  say(`留出报告 ${held.reports.flat().join('').length} 字，留出法规 ${held.statutes.flat().join('').length} 字。`)
  say(`二字 ${two}、三字 ${three}、四字 ${four}，词 ${trained.words.cost.length}，词对 ${trained.words.next.length}，混淆 ${trained.table.id.length}。`)
  say(`校准门限 ${JSON.stringify(thresholdsFor(model, held.reports))}，采用 ${JSON.stringify(model.thresholds)}，重字 ${model.moveThreshold}。`)
  return model
}

async function language(training: readonly string[], common: ReadonlySet<string>, more: readonly string[]): Promise<Trained> {
  const mayPropose = proposableCharacters()
  const shapes = await nearShapes([...mayPropose], [...mayPropose].filter((character) => common.has(character)))
  return asSaved(trainOn(training, { confusions: confusionEntries(shapes), mayPropose, dictionary: generalDictionary(), more }, undefined, (part, share) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${part} ${Math.round(share * 100)} %  `)
  }))
}

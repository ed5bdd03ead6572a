import { z } from 'zod'
import { Answer, Capacity } from '#core/article/events'
import { noticeKinds } from '#core/notices'
import type { Refusal } from '#core/refusal'
import { command, hash, id, instant, key, query, Summary } from '#core/api/schema/common'

const words = z.string().trim().min(1).max(2000)
const verdict = z.custom<Refusal | null>()

/** A question to a colleague and what came of it. */
export const OpinionView = z.object({
  id,
  run: z.number().int(),
  stage: z.string(),
  stageName: z.string(),
  by: z.string(),
  capacity: Capacity,
  asked: z.string(),
  at: instant,
  hash,
  question: z.string(),
  replyBy: z.string().nullable(),
  state: z.enum(['open', 'answered', 'withdrawn', 'lapsed']),
  closedAt: instant.nullable(),
  answer: z.string().nullable(),
})
export type OpinionView = z.infer<typeof OpinionView>

/** 征求意见(加签), 转办, 催办, 批量通过: what stands around a judgement and judges nothing by itself. */
export const consultCalls = {
  /** Asks each of the people about the text on the screen; the stage stays with whoever holds it and is not blocked. */
  'opinion.ask': command(
    z.object({ key, id, stage: z.string(), saw: hash, capacity: Capacity.optional(), people: z.array(z.string()).min(1).max(20), question: words, replyBy: z.iso.date().nullable() }),
    z.object({ asked: z.number().int() }),
  ),
  'opinion.give': command(z.object({ key, id, request: z.string(), saw: hash, words }), z.object({})),
  'opinion.withdraw': command(z.object({ key, id, request: z.string() }), z.object({})),
  /** 转办: to another who may take the stage; the reason is on the record. */
  'stage.handOn': command(z.object({ key, id, stage: z.string(), person: z.string(), reason: z.string().trim().min(1).max(500) }), z.object({})),
  'stage.remind': command(z.object({ key, id, stage: z.string() }), z.object({ to: z.array(z.string()) })),
  /** Who could take the stage the article waits at, and why each other colleague with its role could not. */
  'stage.candidates': query(z.object({ id }), z.object({ people: z.array(z.object({ person: z.string(), refusal: verdict })) })),
  /** 批量通过: the same opinion and answers for several articles that this person has opened; each is a pass of its own or is refused. */
  'stage.passMany': command(
    z.object({
      key,
      items: z.array(z.object({ id, stage: z.string(), saw: hash })).min(1).max(50),
      opinion: z.string().trim().max(2000),
      answers: z.array(Answer).max(50),
      password: z.string().max(200).optional(),
    }),
    z.object({ results: z.array(z.object({ id, refusal: verdict, next: z.string().nullable() })) }),
  ),
}

/** 工作台 beside its lists. */
export const deskMoreCalls = {
  /** 征求我意见: articles about which I am asked, newest question first. */
  'desk.asked': query(z.object({ limit: z.number().int().min(1).max(200) }), z.object({ items: z.array(Summary) })),
  /** Which of these articles I could pass in one go, and since when I have had their present text open. */
  'desk.batch': query(
    z.object({ ids: z.array(id).max(200) }),
    z.object({
      items: z.array(
        z.object({
          id,
          stage: z.string(),
          hash,
          openedAt: instant.nullable(),
          refusal: verdict,
          checklist: z.array(z.object({ id: z.string(), text: z.string() })),
          signs: z.boolean(),
        }),
      ),
    }),
  ),
  /**
   * 无人可办: of the articles in hand that concern this person – those they write, to an office clerk all of them – the ones with
   * stages ahead, the present one among them or not, that nobody entitled is left for. Looks at the 200 that are due first.
   */
  'desk.lacking': query(z.object({}), z.object({ items: z.array(z.object({ id, title: z.string(), here: z.boolean(), stages: z.array(z.string()) })) })),
  /** Stages that wait for me or whose articles I wrote, by the day they are due, and release times that were signed. */
  'desk.calendar': query(
    z.object({ from: z.iso.date(), to: z.iso.date() }),
    z.object({ items: z.array(z.object({ at: instant, kind: z.enum(['due', 'mine', 'embargo', 'reply']), summary: Summary })) }),
  ),
}

/** 通知: what reached me, newest first. `live`: the work it asks for is still there. */
export const NoticeView = z.object({
  id: z.string(),
  kind: z.enum(noticeKinds),
  at: instant,
  by: z.string().nullable(),
  article: id,
  title: z.string(),
  /** One Chinese sentence, without the title. */
  sentence: z.string(),
  /** The words that go with it: a reason, a question, an answer, what was changed. */
  words: z.string(),
  urgent: z.boolean(),
  live: z.boolean(),
  seen: z.boolean(),
  /** The path of the screen it leads to. */
  route: z.string(),
})
export type NoticeView = z.infer<typeof NoticeView>

export const noticeCalls = {
  /** Deadlines stand first on the first page; pages by `before` (the `next` of the page before). */
  'notice.list': query(
    z.object({ limit: z.number().int().min(1).max(100), before: z.number().int().optional(), unreadOnly: z.boolean().optional() }),
    z.object({ items: z.array(NoticeView), next: z.number().int().nullable() }),
  ),
  'notice.counts': query(z.object({}), z.object({ unread: z.number().int() })),
  /** Without `ids`: everything unread. Scratch of one person, not on the trail. */
  'notice.markRead': command(z.object({ ids: z.array(z.string().max(120)).max(200).optional() }), z.object({})),
}

/** The answer of anything that may be refused. Plain data: it crosses IPC and HTTP unchanged. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; refusal: E }

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })
export const no = <E>(refusal: E): Result<never, E> => ({ ok: false, refusal })

import type { z } from 'zod'

/**
 * A quick reading of a value that `JSON.parse` gave. True: the schema takes it and gives it back as it is, and every object has its keys
 * in the order of RFC 8785. False says nothing: ask the schema.
 */
export type Sure = (value: unknown) => boolean

const unsure: Sure = () => false

/** The quick reading of a schema, made once; whatever it meets that it does not know it leaves to the schema. */
export function sureOf(schema: z.core.$ZodType): Sure {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const checks = checksOf(def)
  if (!checks) return unsure
  switch (def.type) {
    case 'null':
      return value => value === null
    case 'boolean':
      return value => typeof value === 'boolean'
    case 'string':
      return value => typeof value === 'string' && checks.every(check => check(value))
    case 'number':
      return value => typeof value === 'number' && checks.every(check => check(value))
    case 'literal':
      return oneOf(def.values)
    case 'enum':
      return oneOf(Object.values(def.entries))
    case 'array': {
      const item = sureOf(def.element)
      return value => Array.isArray(value) && value.every(item) && checks.every(check => check(value))
    }
    case 'union':
      return 'discriminator' in def ? surelyToldApart(def as z.core.$ZodDiscriminatedUnionDef) : surelyAny(def.options.map(sureOf))
    case 'object':
      return checks.length === 0 ? surelyObject(def) : unsure
    default:
      return unsure
  }
}

const oneOf = (values: readonly unknown[]): Sure => {
  const known = new Set(values)
  return value => known.has(value)
}

const surelyAny = (options: readonly Sure[]): Sure => value => options.some(option => option(value)) // prettier-ignore

function surelyToldApart({ discriminator, options }: z.core.$ZodDiscriminatedUnionDef): Sure {
  const byValue = new Map<unknown, Sure>()
  for (const option of options) {
    const { shape } = (option as z.core.$ZodObject)._zod.def
    const { def } = (shape[discriminator] as z.core.$ZodTypes)._zod
    for (const value of def.type === 'literal' ? def.values : []) byValue.set(value, sureOf(option))
  }
  return value => (byValue.get((value as Record<string, unknown> | null)?.[discriminator]) ?? unsure)(value)
}

/** Goes through the keys as they stand, beside those of the schema in order: one left out, added or out of its place ends it. */
function surelyObject({ shape, catchall }: z.core.$ZodObjectDef): Sure {
  if (catchall?._zod.def.type !== 'never') return unsure
  const keys = Object.keys(shape).sort()
  const optional = keys.map(key => shape[key]!._zod.def.type === 'optional')
  const tests = keys.map((key, i) => sureOf(optional[i] ? (shape[key] as z.core.$ZodOptional)._zod.def.innerType : shape[key]!))
  return value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    let at = 0
    for (const key in value) {
      while (keys[at] !== key) {
        if (!optional[at]) return false
        at += 1
      }
      if (!tests[at]!((value as Record<string, unknown>)[key])) return false
      at += 1
    }
    while (optional[at]) at += 1
    return at === keys.length
  }
}

type Check = (value: never) => boolean

/** What a schema asks beyond the type; null where that is more than is known here. */
function checksOf(def: z.core.$ZodTypeDef): ((value: unknown) => boolean)[] | null {
  const own = 'check' in def ? [def as unknown as z.core.$ZodCheckDef] : []
  if ('coerce' in def && def.coerce) return null
  const known = [...own, ...(def.checks ?? []).map(check => check._zod.def)].map(checkOf)
  return known.includes(null) ? null : (known as ((value: unknown) => boolean)[])
}

function checkOf(def: z.core.$ZodCheckDef): Check | null {
  const asked = def as z.core.$ZodCheckDef & { pattern?: RegExp; minimum: number; maximum: number; value: number; inclusive: boolean; format?: string }
  switch (def.check) {
    case 'min_length':
      return ({ length }: { length: number }) => length >= asked.minimum
    case 'max_length':
      return ({ length }: { length: number }) => length <= asked.maximum
    case 'greater_than':
      return (value: number) => (asked.inclusive ? value >= asked.value : value > asked.value)
    case 'less_than':
      return (value: number) => (asked.inclusive ? value <= asked.value : value < asked.value)
    case 'number_format':
      return asked.format === 'safeint' ? (value: number) => Number.isSafeInteger(value) : null
    case 'string_format': {
      const { pattern, format } = asked
      const plain = pattern && !pattern.global && !pattern.sticky && ['regex', 'date', 'datetime'].includes(format ?? '')
      return plain ? (value: string) => pattern.test(value) : null
    }
    default:
      return null
  }
}

/**
 * Gives as many needs as possible a person of their own (maximum bipartite matching, Kuhn's augmenting paths).
 * Needs come in order of importance and candidates in order of preference: the same input gives the same answer,
 * and a need that got a person keeps being served when a later one is added.
 */
export function match<Need, Person>(
  needs: readonly Need[],
  candidates: (need: Need) => readonly Person[],
): Map<Need, Person> {
  return pair(needs, candidates).personByNeed
}

/**
 * The needs that lack people, in the order given; empty when each can have a person of its own.
 * It is a Hall violator: together these needs have fewer candidates than there are needs,
 * so naming them tells the office for which stages somebody must be appointed.
 */
export function shortOf<Need, Person>(needs: readonly Need[], candidates: (need: Need) => readonly Person[]): Need[] {
  const { personByNeed, needByPerson } = pair(needs, candidates)
  const short = new Set(needs.filter(need => !personByNeed.has(need)))
  for (const need of short) {
    for (const person of candidates(need)) {
      const holder = needByPerson.get(person)
      if (holder !== undefined) short.add(holder)
    }
  }
  return needs.filter(need => short.has(need))
}

function pair<Need, Person>(needs: readonly Need[], candidates: (need: Need) => readonly Person[]) {
  const personByNeed = new Map<Need, Person>()
  const needByPerson = new Map<Person, Need>()
  const serve = (need: Need, asked: Set<Person>): boolean => {
    for (const person of candidates(need)) {
      if (asked.has(person)) continue
      asked.add(person)
      const holder = needByPerson.get(person)
      if (holder === undefined || serve(holder, asked)) {
        needByPerson.set(person, need)
        personByNeed.set(need, person)
        return true
      }
    }
    return false
  }
  for (const need of needs) serve(need, new Set())
  return { personByNeed, needByPerson }
}

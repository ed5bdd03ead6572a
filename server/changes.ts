/** What moved, told to every open screen; they ask again. Topics: `article:ID`, `office`. */
export type Changes = { announce(topic: string): void; subscribe(listener: (topic: string) => void): () => void }

export function changes(): Changes {
  const listeners = new Set<(topic: string) => void>()
  return {
    announce(topic) {
      for (const listener of listeners) listener(topic)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

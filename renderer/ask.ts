import { App } from 'antd'
import {
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import type { Contract, Name, Output } from '#core/api/contract'
import { ask, ConnectionLost, key, Refused } from './api.ts'
import { useSentence } from './ui/names.tsx'

/** Milliseconds between two tries while the office does not answer. */
const retryMs = 3000

/** The cache of everything asked. A lost connection is tried again until it is back; a refusal is not. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended shows at any question: then ask who is signed in, and the frame leads to the sign-in.
    onError: (error, { queryKey: [name] }) => {
      if (name !== 'session.me' && error instanceof Refused && error.refusal.code === 'not-signed-in')
        void queries.invalidateQueries({ queryKey: ['session.me'] })
    },
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      retry: (_, error) => error instanceof ConnectionLost,
      retryDelay: retryMs,
    },
    mutations: { networkMode: 'always' },
  },
})

type Options<N extends Name, T> = Pick<
  UseQueryOptions<Output<N>, Error, T>,
  'enabled' | 'staleTime' | 'refetchInterval' | 'placeholderData' | 'select'
>

/** Asks a query of the office and keeps the answer fresh. */
export const useAsk = <N extends Name, T = Output<N>>(
  name: N,
  input: z.input<Contract[N]['input']>,
  options: Options<N, T> = {},
) => useQuery<Output<N>, Error, T>({ queryKey: [name, input], queryFn: () => ask(name, input), ...options })

/** A command as a screen gives it: the key is made here. */
export type Act<N extends Name> = Omit<z.input<Contract[N]['input']>, 'key'>

/**
 * Sends a command. One key per intended act: when no answer came, sending the same again keeps the key, so that it
 * cannot happen twice. What the office refuses is said in a message unless `quiet` – then the screen says it itself.
 */
export function useAct<N extends Name>(name: N, { quiet = false }: { quiet?: boolean } = {}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const sentence = useSentence()
  const pending = useRef<{ input: string; key: string } | null>(null)
  return useMutation<Output<N>, Error, Act<N>>({
    mutationFn: async input => {
      const text = JSON.stringify(input)
      if (pending.current?.input !== text) pending.current = { input: text, key: key() }
      try {
        const value = await ask(name, { ...input, key: pending.current.key } as unknown as z.input<
          Contract[N]['input']
        >)
        pending.current = null
        return value
      } catch (error) {
        if (error instanceof Refused && error.refusal.code !== 'outcome-unknown') pending.current = null
        throw error
      }
    },
    onError: error => {
      if (!quiet) void message.error(sentence(error), 6)
    },
    onSettled: () => client.invalidateQueries(),
  })
}

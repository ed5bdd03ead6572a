/** An object whose members that are not emulated throw by name instead of reading as undefined. With `bind`, methods keep the real `this`, so classes with #private members can be wrapped. */
export function absent<T extends object>(target: T, name: string, bind = false): T {
  return new Proxy(target, {
    get(t, key) {
      if (!(key in t) && typeof key === 'string' && key !== 'then' && key !== 'toJSON')
        throw new Error(`electron stand-in: ${name}.${key} is not emulated`)
      const value = Reflect.get(t, key, t)
      return bind && typeof value === 'function' && key !== 'constructor' ? value.bind(t) : value
    },
  })
}

/** A whole module or class that is not emulated: calling it, constructing it or reading from it throws. */
export const nothing = (name: string) =>
  absent(function refuse() {
    throw new Error(`electron stand-in: ${name} is not emulated`)
  }, name)

/** An event with Electron's `preventDefault()`. */
export const stoppable = () => ({
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true
  },
})

/** Refuses a listener for an event that this stand-in never emits, so that no test waits for what cannot come. */
export function onlyKnownEvents(name: string, known: readonly string[], event: string | symbol): void {
  if (typeof event === 'string' && !known.includes(event))
    throw new Error(`electron stand-in: the event '${event}' of ${name} is not emulated`)
}

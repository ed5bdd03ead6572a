/** Working hours in a field: as they are typed while one types, else without the idle `.0` that a step of half an hour would give to all. */
export const hoursAsTyped = (value: number | string | undefined, { userTyping, input }: { userTyping: boolean; input: string }): string => {
  if (userTyping) return input
  return value === undefined || value === '' ? '' : String(Number(value))
}

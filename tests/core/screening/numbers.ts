/** A resident identity number: the 17 given digits with their check digit, computed from the table of the standard. */
export const idOf = (seventeen: string): string => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0)
  return seventeen + '10X98765432'[sum % 11]
}

/** A card number: the given digits with their Luhn digit. */
export const cardOf = (digits: string): string => {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return digits + String((10 - (sum % 10)) % 10)
}

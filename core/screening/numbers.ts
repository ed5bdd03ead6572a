const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '))

/** Whether a number begins with the code of a province (GB/T 2260). */
export const beginsWithProvince = (id: string): boolean => provinces.has(id.slice(0, 2))

/** Whether year, month and day name a day between 1900 and 2099. */
const isDay = (year: number, month: number, day: number): boolean => {
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
}

/** Province and birthday of an 18-digit resident identity number are possible (GB 11643); says nothing of the check digit. */
export const hasIdShape = (id: string): boolean =>
  /^\d{17}[\dXx]$/.test(id) &&
  provinces.has(id.slice(0, 2)) &&
  isDay(Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))) &&
  Number(id.slice(6, 10)) <= 2030

/** The check digit of an 18-digit resident identity number (GB 11643, ISO 7064 MOD 11-2) is right. */
export const hasIdCheckDigit = (id: string): boolean => {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(id[i]) * (2 ** (17 - i) % 11)
  return '10X98765432'[sum % 11] === (id[17] ?? '').toUpperCase()
}

/** Province and birthday of a 15-digit identity number of the first generation (born 19xx) are possible. */
export const hasOldIdShape = (id: string): boolean =>
  /^\d{15}$/.test(id) &&
  provinces.has(id.slice(0, 2)) &&
  id.slice(2, 4) !== '00' &&
  isDay(1900 + Number(id.slice(6, 8)), Number(id.slice(8, 10)), Number(id.slice(10, 12)))

/** The Luhn check (ISO/IEC 7812) that every bank card number passes. */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

/** Passwords that guessing programs try first, and the ones Chinese offices really use; lower case. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 11111111 88888888 66666666 00000000 87654321 123123123 12341234 11223344 147258369
   password password1 password123 passw0rd p@ssw0rd p@ssword qwertyui qwerty123 1qaz2wsx 1q2w3e4r 1q2w3e4r5t qazwsxedc
   abc12345 abcd1234 abc123456 a1234567 a12345678 a123456789 aa123456 aa12345678 asd12345 asdfghjk asdf1234 zxcvbnm1
   iloveyou woaini1314 woaini520 5201314520 woaiwojia 1314520520 admin123 admin888 admin1234 administrator root1234
   changeme welcome1 welcome123 letmein1 sunshine computer internet dangyuan zhengfu123 zhengwu123 bangongshi
   qwer1234 qweasdzxc q1w2e3r4 1234qwer 123qweasd 123456aa 123456abc 12345678a 123456789a 1234567a 147852369
   987654321 789456123 159357456 112233445566 520131400 131452000 00001111 12121212 13131313 zaq12wsx xsw21qaz
   1qazxsw2 !qaz2wsx superman football baseball trustno1 starwars dragon123 monkey123 master123 shenjiao shenjiao123`
    .split(/\s+/)
    .filter(Boolean),
)

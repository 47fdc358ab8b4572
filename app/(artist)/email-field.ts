import { z } from 'zod';

/** An e-mail address as a person types it: blanks around it and capital letters do not matter. */
export const emailField = z
  .string({ error: 'Write an e-mail address.' })
  .trim()
  .toLowerCase()
  .max(254, 'This address is too long.')
  .pipe(z.email('This is no e-mail address: write it like mira@label.example.'));

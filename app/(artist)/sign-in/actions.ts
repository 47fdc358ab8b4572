'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { askForLink } from '@/lib/auth/artist';
import { askerOf } from '@/lib/auth/asker';
import { LINK_MINUTES } from '@/lib/domain/sign-in';
import { emailField } from '../email-field';
import { readForm } from '../read-form';

const form = z.object({ email: emailField, next: z.string().max(400).catch('') });

/** Mails a link. Anybody may ask; what is answered does not tell who has an account. */
export async function sendLink(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const read = readForm(form, before, data);
  if (!read.ok) return read.answer;
  const { email, next } = read.value;
  const asked = await askForLink(email, next, askerOf(await headers()));
  if (asked.kind === 'sent')
    return done(before, `We have sent a link to ${email}. It opens once, within ${LINK_MINUTES} minutes.`);
  if (asked.kind === 'not_sent')
    return refused(before, data, 'Our mail server does not answer just now. Try again in a minute.');
  const wait = asked.minutes === 1 ? 'a minute' : `${asked.minutes} minutes`;
  return refused(before, data, `Several links are on their way already. Open the newest, or ask again in ${wait}.`);
}

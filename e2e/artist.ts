import type { Page } from '@playwright/test';
import { makeSession } from '../lib/testing/workspaces';
import { enrol } from '../lib/workspaces/enrol';
import type { SandboxLetter } from './sandbox/mailbox/letters';
import { type Stage, expect } from './stage';

/** The mails to an address, oldest first. */
export async function lettersTo(stage: Stage, address: string): Promise<SandboxLetter[]> {
  const answer = await fetch(`${stage.sandbox.url}/mailbox/letters?to=${encodeURIComponent(address)}`);
  return ((await answer.json()) as { letters: SandboxLetter[] }).letters;
}

/** The first address of ours in a mail. */
export function linkIn(letter: SandboxLetter | undefined): string {
  const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0];
  if (!link) throw new Error(`no link in ${JSON.stringify(letter)}`);
  return link;
}

/** Signs a browser in by the whole way: the form, the mail, the button. Ends where `next` leads. */
export async function signInByMail(page: Page, stage: Stage, email: string, next = '/dashboard'): Promise<void> {
  const before = (await lettersTo(stage, email)).length;
  await page.goto(`${stage.appUrl}/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { name: 'Look in your mailbox' })).toBeVisible();
  const letters = await lettersTo(stage, email);
  expect(letters).toHaveLength(before + 1);
  await page.goto(linkIn(letters.at(-1)));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(url => url.pathname === next);
}

/**
 * Signs a browser in without a mail, for tests of what comes after: mails to whoever asks from one address are limited, and a whole
 * run asks from one. Makes the user and their workspace as a first sign-in does. Ends where `next` leads.
 */
export async function signIn(page: Page, stage: Stage, email: string, next = '/dashboard'): Promise<void> {
  const { db } = stage.database;
  const { id } = await enrol({ email, name: null }, db);
  const value = await makeSession(db, id, 86_400);
  await page
    .context()
    .addCookies([{ name: 'upbeat.artist.session', value, url: stage.appUrl, httpOnly: true, sameSite: 'Lax' }]);
  await page.goto(stage.appUrl + next);
  await page.waitForURL(url => url.pathname === next);
}

/** The workspace of somebody who has signed in. */
export async function workspaceOf(stage: Stage, email: string): Promise<string> {
  const [row] = await stage.database.client`
    select m.workspace_id as id from members m join users u on u.id = m.user_id where u.email = ${email} order by m.created_at limit 1`;
  if (!row) throw new Error(`${email} is in no workspace`);
  return String(row['id']);
}

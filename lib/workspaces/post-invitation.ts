import { env } from '../env';
import type { Db } from '../db';
import type { Acting, Role } from '../domain/workspace';
import { takeAllowance, type Allowance } from '../mail/allowance';
import { invitationLetter } from '../mail/invitation-letter';
import { sendMail } from '../mail/send';

/** One more mail to this address on this workspace's wish, or in how many minutes. */
export function mayInvite(acting: Acting, address: string, db: Db): Promise<Allowance> {
  return takeAllowance({ address, asker: `workspace ${acting.workspace}` }, db);
}

/** Mails an invitation; answers whether the mail server took it. */
export async function postInvitation(
  to: string,
  invitation: { workspace: string; by: string; role: Role },
  token: string,
): Promise<boolean> {
  const { appUrl } = env();
  const letter = invitationLetter({ ...invitation, host: new URL(appUrl).host }, `${appUrl}/invitation/${token}`);
  return (await sendMail(to, letter)).kind === 'sent';
}

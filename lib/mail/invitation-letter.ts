import { INVITATION_DAYS } from '../domain/sign-in';
import type { Role } from '../domain/workspace';
import type { Letter } from './letter';

const MAY: Record<Role, string> = {
  owner: 'As an owner you run it: campaigns, members and settings.',
  editor: 'As an editor you make and change its campaigns.',
  viewer: 'As a viewer you see its campaigns and their numbers.',
};

/** The mail that invites somebody into a workspace. `by` is who invites, as the workspace knows them. */
export function invitationLetter(
  invitation: { workspace: string; by: string; role: Role; host: string },
  href: string,
): Letter {
  const { workspace, by, role, host } = invitation;
  return {
    subject: `${by} invites you to ${workspace} on Upbeat`,
    paragraphs: [`${by} invites you to “${workspace}” on Upbeat at ${host}. ${MAY[role]}`],
    button: { label: 'See the invitation', href },
    closing: [
      `The link is good for ${INVITATION_DAYS} days and for one person: do not pass it on.`,
      'If you do not know who this is, do nothing.',
    ],
  };
}

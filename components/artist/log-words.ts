import type { AuditAction, AuditDetails } from '@/lib/domain/audit';

type Line = { action: AuditAction; subject: string | null; details: AuditDetails };

const named = (text: string | null | undefined) => `“${text ?? ''}”`;
const role = (text: string | undefined) =>
  text === 'owner' || text === 'editor' ? `an ${text}` : `a ${text ?? 'member'}`;

const WORDS: Record<AuditAction, (line: Line) => string> = {
  'workspace.made': ({ subject }) => `made the workspace ${named(subject)}`,
  'workspace.renamed': ({ subject, details }) =>
    `renamed the workspace from ${named(details['before'])} to ${named(subject)}`,
  'workspace.exported': () => 'exported everything',
  'member.joined': ({ details }) =>
    `joined as ${role(details['role'])}${details['invited'] ? ` (invited as ${details['invited']})` : ''}`,
  'member.role_changed': ({ subject, details }) =>
    `made ${subject ?? 'a member'} ${role(details['role'])}${details['before'] ? ` instead of ${role(details['before'])}` : ''}`,
  'member.removed': ({ subject }) => `removed ${subject ?? 'a member'}`,
  'member.left': () => 'left the workspace',
  'invitation.sent': ({ subject, details }) => `invited ${subject ?? 'somebody'} as ${role(details['role'])}`,
  'invitation.resent': ({ subject }) => `sent ${subject ?? 'somebody'} the invitation again`,
  'invitation.revoked': ({ subject }) => `took back the invitation of ${subject ?? 'somebody'}`,
  'campaign.created': ({ subject }) => `made the campaign ${named(subject)}`,
  'campaign.given': ({ subject }) => `gave the campaign ${named(subject)} to this workspace`,
  'campaign.changed': ({ subject, details }) =>
    `changed ${named(subject)}${details['what'] ? `: ${details['what']}` : ''}`,
  'campaign.published': ({ subject }) => `published ${named(subject)}`,
  'campaign.moved': ({ subject, details }) =>
    `moved ${named(subject)}${details['before'] ? ` from ${details['before']}` : ''}${details['after'] ? ` to ${details['after']}` : ''}`,
  'campaign.linked': ({ subject, details }) =>
    `linked ${named(subject)}${details['service'] ? ` on ${details['service']}` : ''}`,
  'campaign.rehearsed': ({ subject, details }) =>
    details['service']
      ? `tried a save for ${named(subject)} with their own account on ${details['service']}`
      : `rehearsed ${named(subject)}`,
  'campaign.ended': ({ subject }) => `ended ${named(subject)}`,
  'campaign.archived': ({ subject }) => `archived ${named(subject)}`,
  'campaign.restored': ({ subject }) => `took ${named(subject)} out of the archive`,
  'campaign.duplicated': ({ subject }) => `duplicated ${named(subject)}`,
  'campaign.deleted': ({ subject, details }) =>
    `deleted ${named(subject)}${details['what'] ? `: ${details['what']}` : ''}`,
  'outcome.recorded': ({ subject, details }) =>
    `recorded an outcome of ${named(subject)}${details['what'] ? `: ${details['what']}` : ''}`,
  'channel.added': ({ subject, details }) => `added the channel ${named(details['channel'])} to ${named(subject)}`,
  'channel.removed': ({ subject, details }) =>
    `removed the channel ${named(details['channel'])} from ${named(subject)}`,
};

/** A line of the log as the end of a sentence that begins with who did it. */
export function logWords(line: Line): string {
  return WORDS[line.action](line);
}

/** Who did it. Only the operator's command line acts as nobody; an account that is gone leaves no name behind. */
export function logActor({ actor, actorId }: { actor: string | null; actorId: string | null }): string {
  return actor ?? (actorId === null ? 'The operator' : 'Somebody who has left Upbeat');
}

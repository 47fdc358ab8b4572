/**
 * What a workspace's log can say. The database's CHECK is made from this list, so a new line here is a migration as well. The
 * words for each are in `components/artist/log-words.ts`.
 */
export const AUDIT_ACTIONS = [
  'workspace.made',
  'workspace.renamed',
  'workspace.exported',
  'member.joined',
  'member.role_changed',
  'member.removed',
  'member.left',
  'invitation.sent',
  'invitation.resent',
  'invitation.revoked',
  'campaign.created',
  'campaign.given',
  'campaign.changed',
  'campaign.published',
  'campaign.moved',
  'campaign.linked',
  'campaign.rehearsed',
  'campaign.ended',
  'campaign.archived',
  'campaign.restored',
  'campaign.duplicated',
  'campaign.deleted',
  'outcome.recorded',
  'channel.added',
  'channel.removed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The particulars of a line: short texts, such as the old and the new name. Never a token. */
export type AuditDetails = Record<string, string>;

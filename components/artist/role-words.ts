import { ROLES, type Role } from '@/lib/domain/workspace';

export const ROLE_NAMES: Record<Role, string> = { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' };

/** The roles as a list offers them, each with what it may do. */
export const ROLE_OPTIONS = ROLES.map(value => ({
  value,
  label: {
    owner: 'Owner: campaigns, members and settings',
    editor: 'Editor: makes and changes campaigns',
    viewer: 'Viewer: looks, and changes nothing',
  }[value],
}));

import { describe, expect, it } from 'vitest';
import { visibilityKey, type Viewer } from './viewer.ts';

const viewer = (changes: Partial<Viewer>): Viewer => ({
  userId: '1',
  username: 'a',
  roleId: '2',
  role: 'regionadmin',
  institutionId: '10',
  institutionIds: new Set(['10']),
  lineage: ['10'],
  abilities: ['*'],
  expiresAt: null,
  ...changes,
});

describe('viewers share feed results', () => {
  it('when role, institution and abilities are the same', () => {
    expect(visibilityKey(viewer({}))).toBe(visibilityKey(viewer({ userId: '9', username: 'b' })));
  });

  it.each([
    ['of another role', { role: 'superadmin' }],
    ['of another institution', { institutionId: '11' }],
    ['whose token allows less', { abilities: ['SECURITY_EVENTS_READ'] }],
  ])('but not with one %s', (_, changes) => {
    expect(visibilityKey(viewer({}))).not.toBe(visibilityKey(viewer(changes)));
  });

  it('and with nobody where they see only themselves, by role or by token', () => {
    for (const changes of [{ role: 'müəllim' }, { abilities: ['SECURITY_EVENTS_READ'] }]) {
      expect(visibilityKey(viewer(changes))).not.toBe(visibilityKey(viewer({ ...changes, userId: '9' })));
    }
  });
});

import { expect, it } from 'vitest';
import { restoreSecrets } from './module-settings.ts';

const servers = [
  { host: 'a', password: 'pa' },
  { host: 'b', password: 'pb' },
];

it('a secret that is sent back as it is shown stays, also within a list', () => {
  const settings = { list: servers.map((server) => ({ ...server, password: '***' })) };
  expect(restoreSecrets(settings, { list: servers })).toEqual({ settings: { list: servers }, unknown: [] });
});

it('a secret of one item of a list is never given to another', () => {
  const settings = { list: [{ host: 'b', password: '***' }] };
  expect(restoreSecrets(settings, { list: servers }).unknown).toEqual(['list.0.password']);
});

import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkedAddresses, isAllowedAddress, pinnedLookup, type OutboundPolicy } from './guard.ts';

const nothing = new BlockList();
const policy = (answers: readonly string[], allowedNetworks = nothing): OutboundPolicy => ({
  allowedNetworks,
  signal: AbortSignal.timeout(1_000),
  resolve: () => Promise.resolve(answers.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
});

describe('addresses', () => {
  it.each([
    ...['127.0.0.1', '127.255.0.1', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254'],
    ...['100.64.0.1', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1'],
    ...['fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'fec0::1', 'ff02::1', '64:ff9b::7f00:1', '64:ff9b:1::1'],
    ...['2002:7f00:1::', '2001::1', '2001:db8::1', '100::1', 'localhost', ''],
  ])('%s is not public', (address) => {
    expect(isAllowedAddress(address, nothing)).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isAllowedAddress(address, nothing)).toBe(true);
  });

  it('that are not public can be allowed by network, also when they come in IPv6 form', () => {
    const allowed = new BlockList();
    allowed.addSubnet('10.1.0.0', 16, 'ipv4');
    allowed.addAddress('::1', 'ipv6');
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '::1']) expect(isAllowedAddress(address, allowed)).toBe(true);
    for (const address of ['10.2.2.3', '::ffff:10.2.2.3', '::2']) {
      expect(isAllowedAddress(address, allowed)).toBe(false);
    }
  });
});

describe('names', () => {
  it('are refused when one of several addresses is internal', async () => {
    await expect(checkedAddresses('a.az', policy(['8.8.8.8', '10.0.0.1']))).rejects.toMatchObject({
      failure: 'ADDRESS_NOT_ALLOWED',
    });
    expect(await checkedAddresses('a.az', policy(['8.8.8.8', '2606:4700:4700::1111']))).toHaveLength(2);
  });

  it('without addresses, or whose resolver fails, are not known', async () => {
    await expect(checkedAddresses('a.az', policy([]))).rejects.toMatchObject({ failure: 'DNS_FAILED' });
    const broken = { ...policy([]), resolve: () => Promise.reject(new Error('SERVFAIL')) };
    await expect(checkedAddresses('a.az', broken)).rejects.toMatchObject({ failure: 'DNS_FAILED' });
  });

  it('whose resolver never answers end with the deadline', async () => {
    const silent = {
      ...policy([]),
      signal: AbortSignal.timeout(20),
      resolve: () => new Promise<never>(() => undefined),
    };
    await expect(checkedAddresses('a.az', silent)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1',
    '[::ffff:7f00:1]',
    '0',
    '[::]',
    '%31%32%37.0.0.1',
  ])('http://%s/ is an internal address in whatever notation', async (host) => {
    const { hostname } = new URL(`http://${host}/`);
    await expect(checkedAddresses(hostname, policy(['8.8.8.8']))).rejects.toMatchObject({
      failure: 'ADDRESS_NOT_ALLOWED',
    });
  });

  it('that are numbers in another notation are resolved by the system as what they are, and refused', async () => {
    for (const host of ['2130706433', '0x7f.1', 'localhost']) {
      const system = { allowedNetworks: nothing, signal: AbortSignal.timeout(1_000) };
      await expect(checkedAddresses(host, system)).rejects.toMatchObject({ failure: 'ADDRESS_NOT_ALLOWED' });
    }
  });

  it('are not resolved a second time', () => {
    const lookup = pinnedLookup([{ address: '8.8.8.8', family: 4 }]);
    lookup('rebound.az', { all: true }, (error, addresses) => {
      expect([error, addresses]).toEqual([null, [{ address: '8.8.8.8', family: 4 }]]);
    });
    lookup('rebound.az', {}, (error, address, family) =>
      expect([error, address, family]).toEqual([null, '8.8.8.8', 4]),
    );
  });
});

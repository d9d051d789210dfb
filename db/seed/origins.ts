import type { Random } from './random.ts';
import type { User } from './users.ts';

/** Where a request came from, as the columns of the log tables hold it. */
export interface Origin {
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly location: unknown;
}

const browsers = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36 Edg/125.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'ATIS-Mobile/2.3.1 (Android 13)',
];

const scripts = ['python-requests/2.31.0', 'curl/8.5.0', 'Go-http-client/1.1', 'Mozilla/5.0 zgrab/0.x'];

/** Only addresses that belong to nobody: private networks, carrier NAT and the ranges kept for documentation. */
const attackers = Array.from({ length: 24 }, (_, index) => ({
  ipAddress:
    index % 6 === 5
      ? `2001:db8:ffff:${(index * 37).toString(16)}::1`
      : `${index % 2 === 0 ? '203.0.113' : '198.51.100'}.${7 + index * 9}`,
  location: [
    { country: 'NL', city: 'Amsterdam', latitude: 52.37, longitude: 4.9 },
    { country: 'DE', city: 'Frankfurt', latitude: 50.11, longitude: 8.68 },
    { country: 'US', city: 'Ashburn', latitude: 39.04, longitude: -77.49 },
    { country: 'SG', city: 'Singapore', latitude: 1.35, longitude: 103.82 },
  ][index % 4],
}));

/** The network of the user's institution, or the user's home; the same user comes from the same few addresses. */
export function userOrigin(random: Random, user: User): Origin {
  const network = user.institution?.network ?? { v4: '10.1.0', v6: '2001:db8:1' };
  const host = 2 + (user.id % 250);
  const from = random.weighted({ office: 64, officeV6: 7, home: 20, homeV6: 3, unknown: 3, none: 3 });
  const addresses = {
    office: `${network.v4}.${host}`,
    officeV6: `${network.v6}::${host.toString(16)}`,
    home: `100.${64 + (user.id % 64)}.${(user.id * 7) % 256}.${(user.id * 13) % 256}`,
    homeV6: `2001:db8:aaaa:${user.id.toString(16)}::1`,
    // What the Laravel application writes when a proxy hides the address.
    unknown: 'unknown',
    none: null,
  };
  return {
    ipAddress: addresses[from],
    userAgent: random.chance(0.03) ? null : random.pick(browsers),
    // PHP encodes an empty object as an empty list.
    location: from === 'unknown' || from === 'none' ? (random.chance(0.5) ? [] : {}) : homeLocation(user),
  };
}

/** One of a few hosts abroad that attack again and again. */
export function attackerOrigin(random: Random): Origin {
  return { ...random.pick(attackers), userAgent: random.pick(scripts) };
}

function homeLocation(user: User): unknown {
  const { institution } = user;
  return institution === null
    ? { country: 'AZ', city: 'Bakı' }
    : { country: 'AZ', city: institution.city, latitude: institution.latitude, longitude: institution.longitude };
}

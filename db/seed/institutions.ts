import type { InstitutionType } from '../../src/db/generated/enums.ts';
import { day, hour, toDate, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import { fold, fullName, randomPerson, type Person } from './names.ts';
import { regions, type District, type Region } from './places.ts';
import { createRandom, itemAt, type Random } from './random.ts';

export interface Institution {
  readonly id: number;
  readonly type: InstitutionType;
  readonly name: string;
  readonly shortName: string;
  readonly code: string;
  readonly parent: Institution | null;
  /** Who leads it; the same person has its administrator's account. */
  readonly head: Person;
  /** First three parts of its IPv4 network, and its IPv6 network. */
  readonly network: { readonly v4: string; readonly v6: string };
  readonly city: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly isActive: boolean;
  readonly row: Row;
}

export const schoolCount = 700;

/** One ministry, the regional offices, a sector for every district, and the schools. */
export const institutionCount = 1 + regions.length + regions.flatMap((region) => region.districts).length + schoolCount;

const namesakes = [
  'Nizami Gəncəvi',
  'Məhəmməd Füzuli',
  'Üzeyir Hacıbəyli',
  'Mirzə Ələkbər Sabir',
  'Mirzə Fətəli Axundzadə',
  'Cəlil Məmmədquluzadə',
  'Hüseyn Cavid',
  'Səməd Vurğun',
  'Molla Pənah Vaqif',
  'Aşıq Ələsgər',
  'Xurşidbanu Natəvan',
  'Həsən bəy Zərdabi',
];

/** The whole tree, parents before children. `ids` must hold `institutionCount` ids, ascending. */
export function buildInstitutions(seed: number, now: number, ids: readonly number[]): Institution[] {
  const random = createRandom(seed, 'institutions');
  const tree: Institution[] = [];
  const add = (spec: Spec): Institution => {
    const institution = createInstitution(random, now, itemAt(ids, tree.length), spec);
    tree.push(institution);
    return institution;
  };

  const ministry = add({
    type: 'ministry',
    name: 'Azərbaycan Respublikası Elm və Təhsil Nazirliyi',
    shortName: 'Elm və Təhsil Nazirliyi',
    parent: null,
    code: 'ETN',
    network: { v4: '10.1.0', v6: '2001:db8:1' },
    place: { city: 'Bakı', phonePrefix: '12', latitude: 40.373, longitude: 49.842, spread: 0 },
  });

  const offices = regions.map((region, index) =>
    add({
      type: 'region',
      name: region.office,
      shortName: `${region.name} Tİ`,
      parent: ministry,
      region,
      code: region.code,
      network: { v4: `10.${10 + index}.0`, v6: `2001:db8:${10 + index}` },
      place: { ...centreOf(region), city: region.city, phonePrefix: region.phonePrefix, spread: 0.005 },
    }),
  );

  const sectors = regions.flatMap((region, regionIndex) =>
    region.districts.map((district, index) => ({
      region,
      district,
      office: add({
        type: 'sektor',
        name: `${district.name} ${district.kind} üzrə təhsil sektoru`,
        shortName: `${district.name} sektoru`,
        parent: itemAt(offices, regionIndex),
        region,
        code: `${region.code}-${pad(index + 1, 2)}`,
        network: { v4: `10.${10 + regionIndex}.${index + 1}`, v6: `2001:db8:${10 + regionIndex}:${index + 1}` },
        place: { ...district, city: district.name, phonePrefix: region.phonePrefix, spread: 0.008 },
      }),
    })),
  );

  const counts = apportion(
    schoolCount,
    sectors.map(({ district }) => district.weight),
  );
  sectors.forEach(({ region, district, office }, sectorIndex) => {
    let lastNumber = 0;
    for (let index = 1; index <= itemAt(counts, sectorIndex); index++) {
      lastNumber += random.chance(0.8) ? 1 : random.integer(2, 5);
      const kind = schoolKind(index, sectorIndex, district);
      add({
        type: kind,
        ...schoolName(random, kind, district, lastNumber),
        parent: office,
        region,
        code: `${office.code}-${pad(index, 3)}`,
        network: office.network,
        place: { ...district, city: district.name, phonePrefix: region.phonePrefix, spread: 0.06 },
      });
    }
  });
  return tree;
}

interface Spec {
  type: InstitutionType;
  name: string;
  shortName: string;
  parent: Institution | null;
  region?: Region;
  code: string;
  network: Institution['network'];
  /** `spread`: how far from the coordinates it may lie, in degrees. */
  place: { city: string; phonePrefix: string; latitude: number; longitude: number; spread: number };
}

const levels: Readonly<Record<InstitutionType, number>> = {
  ministry: 1,
  region: 2,
  sektor: 3,
  school: 4,
  vocational: 4,
  university: 4,
};

function createInstitution(random: Random, now: number, id: number, spec: Spec): Institution {
  const { type, name, shortName, parent, code, network, place } = spec;
  const head = randomPerson(random);
  const around = (degrees: number): number => Number((degrees + (random.next() - 0.5) * place.spread).toFixed(5));
  const latitude = around(place.latitude);
  const longitude = around(place.longitude);
  const isSchool = levels[type] === 4;
  const isActive = !(isSchool && random.chance(0.01));
  const createdAt = now - random.integer(700 * 24, 760 * 24) * hour;
  const row = {
    id,
    name,
    short_name: shortName,
    type,
    parent_id: parent?.id ?? null,
    level: levels[type],
    region_code: spec.region?.code ?? null,
    institution_code: code,
    contact_info: {
      // Numbers that begin with 000 are given to nobody.
      phone: `+994 ${place.phonePrefix} 000 ${pad(random.integer(0, 99), 2)} ${pad(random.integer(0, 99), 2)}`,
      email: `${fold(code)}@atis.example`,
      address: `${place.city}, ${random.pick(namesakes)} küçəsi ${random.integer(1, 140)}`,
      director: fullName(head),
    },
    location: { latitude, longitude, city: place.city, ...(spec.region && { region: spec.region.name }) },
    metadata: isSchool ? schoolMetadata(random, type) : {},
    is_active: isActive,
    established_date: isSchool ? toDate(now - random.integer(10 * 365, 90 * 365) * day) : null,
    created_at: toTimestamp(createdAt),
    updated_at: toTimestamp(createdAt + random.integer(0, 600) * day),
  };
  return {
    id,
    type,
    name,
    shortName,
    code,
    parent,
    head,
    network,
    city: place.city,
    latitude,
    longitude,
    isActive,
    row,
  };
}

/** The regional office at or above an institution; null for the ministry. */
export function regionOf(institution: Institution): Institution | null {
  for (let at: Institution | null = institution; at !== null; at = at.parent) if (at.type === 'region') return at;
  return null;
}

function schoolKind(index: number, sectorIndex: number, district: District): InstitutionType {
  if (index === 2 && district.university !== undefined) return 'university';
  return index === 3 && sectorIndex % 2 === 0 ? 'vocational' : 'school';
}

function schoolName(random: Random, kind: InstitutionType, district: District, number: number) {
  if (kind === 'university')
    return { name: district.university ?? district.name, shortName: `${district.name} universiteti` };
  if (kind === 'vocational') {
    return { name: `${district.name} Dövlət Peşə Təhsil Mərkəzi`, shortName: `${district.name} PTM` };
  }
  const level = random.weighted({
    'tam orta məktəb': 76,
    'ümumi orta məktəb': 12,
    'ibtidai məktəb': 4,
    lisey: 5,
    gimnaziya: 3,
  });
  const namesake = random.chance(level === 'lisey' ? 0.8 : 0.1) ? `${random.pick(namesakes)} adına ` : '';
  return {
    name: `${district.name} ${district.kind} ${namesake}${number} nömrəli ${level}`,
    shortName: `${district.name}, ${number} nömrəli məktəb`,
  };
}

function schoolMetadata(random: Random, type: InstitutionType): Row {
  const students = type === 'university' ? random.integer(3_000, 18_000) : random.integer(80, 1_900);
  return {
    students,
    teachers: Math.ceil(students / random.integer(10, 16)),
    shifts: type === 'school' && students > 700 ? 2 : 1,
    teaching_languages: random.chance(0.12) ? ['az', 'ru'] : ['az'],
  };
}

/** The district of the office's own city, or else the first. */
function centreOf(region: Region): District {
  return region.districts.find((district) => district.name === region.city) ?? itemAt(region.districts, 0);
}

/** Whole numbers in proportion to the weights that add up to `total` (largest remainders). */
function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const shares = weights.map((weight) => (total * weight) / sum);
  const counts = shares.map(Math.floor);
  const missing = total - counts.reduce((left, right) => left + right, 0);
  shares
    .map((share, index) => ({ index, remainder: share % 1 }))
    .sort((left, right) => right.remainder - left.remainder || left.index - right.index)
    .slice(0, missing)
    .forEach(({ index }) => (counts[index] = (counts[index] ?? 0) + 1));
  return counts;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

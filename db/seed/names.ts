import type { Random } from './random.ts';

export interface Person {
  readonly givenName: string;
  readonly surname: string;
}

const womenNames = (
  'Leyla Aygün Günel Nigar Sevinc Aysel Gülnar Nərmin Lalə Ülviyyə Şəbnəm Fidan Könül Xədicə Zəhra Fatimə Səbinə ' +
  'Türkan Arzu Afaq Mehriban Samirə Vüsalə İradə Nailə Ruhiyyə Elnarə Təranə Çinarə Ofelya Jalə Həcər Rəna Ayan ' +
  'Gülşən Pərvanə Solmaz Tünzalə Yeganə Zümrüd'
).split(' ');

const menNames = (
  'Elçin Rəşad Orxan Tural Kamran Anar Vüqar Emin Elvin Ramil Namiq Fərid Murad Cavid Əli Hüseyn Rauf Samir İlqar ' +
  'Zaur Taleh Ceyhun Şahin Natiq Rövşən Mübariz Pərviz Xəyal Ülvi Əkbər Fuad Azər Bəxtiyar Davud Yaşar Toğrul Sabir ' +
  'İsmayıl Məhəmməd Qabil'
).split(' ');

/** Surnames that add "a" for women. */
const surnames = (
  'Məmmədov Əliyev Hüseynov Həsənov Quliyev İsmayılov Əhmədov Abbasov Babayev Rəhimov Mustafayev Süleymanov ' +
  'Cəfərov Kərimov İbrahimov Orucov Vəliyev Nəsirov Bayramov Səfərov Mirzəyev Qasımov Ağayev Hacıyev Nəbiyev ' +
  'Şirinov Tağıyev Yusifov Zeynalov Qurbanov Xəlilov Əsgərov Ələkbərov Novruzov Cavadov Muradov Əzizov Sadıqov ' +
  'Rüstəmov Feyzullayev Paşayev Allahverdiyev Bağırov Çərkəzov'
).split(' ');

/** Surnames that are the same for everybody. */
const commonSurnames = 'Rzazadə Əlizadə Hüseynzadə Qarayevli Axundzadə Məmmədli Həsənli Bəyli Şıxəliyli Nurizadə'.split(
  ' ',
);

export function randomPerson(random: Random): Person {
  const woman = random.chance(0.62);
  const givenName = random.pick(woman ? womenNames : menNames);
  if (random.chance(0.12)) return { givenName, surname: random.pick(commonSurnames) };
  return { givenName, surname: random.pick(surnames) + (woman ? 'a' : '') };
}

export function fullName(person: Person): string {
  return `${person.givenName} ${person.surname}`;
}

const folded: Readonly<Record<string, string>> = { ə: 'a', ö: 'o', ü: 'u', ğ: 'g', ı: 'i', ş: 's', ç: 'c', ' ': '-' };

/** Lower-case ASCII: "Şəki" → "saki". */
export function fold(text: string): string {
  return text.toLocaleLowerCase('az').replace(/[^a-z0-9.-]/g, (letter) => folded[letter] ?? '');
}

/** "leyla.mammadova", or "leyla.mammadova2" when that is taken; the result is added to `taken`. */
export function uniqueUsername(person: Person, taken: Set<string>): string {
  const wanted = fold(`${person.givenName}.${person.surname}`);
  let username = wanted;
  for (let number = 2; taken.has(username); number++) username = `${wanted}${number}`;
  taken.add(username);
  return username;
}

import { createHash } from 'node:crypto';
import { scrubText } from './scrub.ts';

/** What an error is recognised by. */
export interface Recognisable {
  readonly error_type: string;
  readonly error_code: string | null;
  readonly message: string;
  readonly file_path: string | null;
  readonly stack_trace: string | null;
  /** What the application itself says that equal errors have in common. */
  readonly fingerprint: string | null;
}

/** What equal errors have in common. Everything else here follows from the fingerprint. */
export interface Identity {
  readonly fingerprint: string;
  readonly errorType: string;
  readonly errorCode: string | null;
  readonly title: string;
  readonly culprit: string | null;
}

const maxMessage = 10_000;
const maxTitle = 500;
const maxFrames = 3;
const maxLines = 200;
const maxLine = 1_000;
const maxCulprit = 300;

/** Parts of a message that differ between equal errors, in this order. Repetitions are bounded: linear time. */
const variable: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w])(?:'[^'\n]{0,500}'|"[^"\n]{0,500}"|`[^`\n]{0,500}`)(?!\w)/g, '<value>'],
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>]{1,2000}/gi, '<url>'],
  [/(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/gi, '<id>'],
  [
    /(?<!\w)\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?(?!\w)/g,
    '<time>',
  ],
  [/(?<![\w:])\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?![\w:])/g, '<time>'],
  [/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.])/g, '<address>'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, '<address>'],
  [/(?<![\w/\\])(?:[a-z]:)?(?:[/\\][\w.@-]{1,100}){2,30}[/\\]?(?::\d{1,7}){0,2}/gi, '<path>'],
  [/(?<!\w)0x[0-9a-f]{1,64}(?!\w)/gi, '<hex>'],
  [/(?<!\w)(?=[a-f]{0,64}\d)[0-9a-f]{8,128}(?!\w)/gi, '<hex>'],
  [/\[(?:email|phone|token|fin|card)\]|\*\*\*/g, '<value>'],
  [/[+-]?\d{1,400}(?:[.,]\d{1,400}){0,20}/g, '<n>'],
  [/\s{1,1000}/g, ' '],
];

/** A message without what differs between equal errors, secrets and personal data among it. */
export function normaliseMessage(message: string): string {
  let text = scrubText(message.slice(0, maxMessage));
  for (const [pattern, placeholder] of variable) text = text.replace(pattern, placeholder);
  return beginning(text.trim(), maxTitle);
}

interface Frame {
  readonly file: string;
  readonly call: string;
}

/** `#0 /app/Http/Kernel.php(12): App\Kernel->run('x')` */
const phpFrame = /^#\d{1,5} ([^()]{1,500}\.\w{1,10})\(\d{1,9}\): ([^(]{1,300})/;
/** `at run (/app/src/kernel.ts:12:5)`, `at async file:///app/src/kernel.ts:12:5` */
const jsFrame = /^at (?:async )?(?:([^(]{1,300}) \()?([^()]{1,500}?):\d{1,9}(?::\d{1,9})?\)?$/;
/** `run@https://host/app.js:12:5` */
const firefoxFrame = /^([^@]{0,300})@([^@]{1,500}?):\d{1,9}:\d{1,9}$/;

const foreign = /(?:^|[/\\])(?:vendor|node_modules)[/\\]|^(?:node|internal|native|\[internal)\b|<anonymous>/;

function frameOf(line: string): Frame | null {
  const php = phpFrame.exec(line);
  if (php) return { file: php[1] ?? '', call: php[2] ?? '' };
  const [, call = '', file] = jsFrame.exec(line) ?? firefoxFrame.exec(line) ?? [];
  return file === undefined ? null : { file, call };
}

/** Deployments differ in where they lie and in hashes of files, not in what is called. */
const stableFile = (file: string): string =>
  file
    .replace(/^\w{1,20}:\/\/[^/]{0,300}/, '')
    .replace(/[?#].*$/, '')
    .replace(/(?<=[/\\.-])(?=[a-z]{0,32}\d)[0-9a-z]{8,64}(?=[/\\.-])/gi, '<hex>')
    .replace(/\d{1,50}/g, '<n>');

/** The topmost calls within the project itself: what a library does is seldom the cause. */
export function projectFrames(error: Pick<Recognisable, 'file_path' | 'stack_trace'>): string[] {
  const lines = (error.stack_trace ?? '').slice(0, maxLine * maxLines).split('\n', maxLines);
  const frames = lines
    .map((line) => (line.length > maxLine ? null : frameOf(line.trim())))
    .filter((frame) => frame !== null);
  const all = error.file_path === null ? frames : [{ file: error.file_path.slice(0, maxLine), call: '' }, ...frames];
  return all
    .filter(({ file }) => !foreign.test(file))
    .slice(0, maxFrames)
    .map(({ file, call }) => scrubText(`${stableFile(file)} ${call.trim().replace(/\d{1,50}/g, '<n>')}`.trim()));
}

/** The beginning of a text. What halves a character leaves nothing that PostgreSQL would refuse. */
const beginning = (text: string, length: number): string => text.slice(0, length).toWellFormed();

/** Recognises an error: by its own fingerprint, otherwise by what was said and where. */
export function identify(error: Recognisable): Identity {
  const { error_type: errorType, error_code: errorCode } = error;
  const own = error.fingerprint?.trim() ?? '';
  const known = { errorType, errorCode };
  if (own !== '') {
    const title = beginning(scrubText(own), maxTitle);
    return { ...known, title, culprit: null, fingerprint: hash('own', errorType, errorCode, own) };
  }
  const title = normaliseMessage(error.message);
  const frames = projectFrames(error);
  return {
    ...known,
    title,
    culprit: frames[0] === undefined ? null : beginning(frames[0], maxCulprit),
    fingerprint: hash('derived', errorType, errorCode, title, frames),
  };
}

const hash = (...parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

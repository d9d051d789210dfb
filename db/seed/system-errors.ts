import { moments, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import { userOrigin } from './origins.ts';
import { createRandom, type Random } from './random.ts';
import type { User } from './users.ts';

/** How far back errors go, in days. */
const errorDays = 30;
const errorsPerScale = 600;

interface Cause {
  readonly code: string | null;
  readonly severity: 'warning' | 'error' | 'critical';
  readonly file: string;
  readonly stack: (line: number) => string;
  readonly message: (random: Random, user: User) => string;
}

const php = (file: string, call: string) => (line: number) =>
  `#0 /var/www/vendor/laravel/framework/src/Illuminate/Routing/Router.php(693): Illuminate\\Routing\\Router->runRoute()\n` +
  `#1 /var/www/${file}(${line}): ${call}()\n#2 {main}`;

const causes = {
  'Illuminate\\Database\\QueryException': {
    code: '23505',
    severity: 'error',
    file: 'app/Models/Grade.php',
    stack: php('app/Http/Controllers/GradeController.php', 'App\\Http\\Controllers\\GradeController->store'),
    message: (random) =>
      `SQLSTATE[23505]: duplicate key value violates unique constraint "grades_key": (${random.integer(1, 90_000)})`,
  },
  'Symfony\\Component\\HttpKernel\\Exception\\NotFoundHttpException': {
    code: '404',
    severity: 'warning',
    file: 'app/Http/Controllers/ReportController.php',
    stack: php('app/Http/Controllers/ReportController.php', 'App\\Http\\Controllers\\ReportController->show'),
    message: (random) => `Hesabat ${random.integer(1, 4_000)} tapılmadı`,
  },
  TypeError: {
    code: null,
    severity: 'error',
    file: 'assets/timetable.js',
    stack: (line) => `TypeError: x is undefined\n    at render (https://atis.example/assets/timetable.js:${line}:17)`,
    message: () => 'Cannot read properties of undefined (reading "lessons")',
  },
  'App\\Exceptions\\EgovUnavailable': {
    code: 'EGOV_TIMEOUT',
    severity: 'critical',
    file: 'app/Services/EgovClient.php',
    stack: php('app/Services/EgovClient.php', 'App\\Services\\EgovClient->fetch'),
    message: (random) =>
      `No answer from 10.20.0.${random.integer(2, 9)}:443 within ${random.integer(5_000, 30_000)} ms`,
  },
} as const satisfies Record<string, Cause>;

const frequency = {
  'Illuminate\\Database\\QueryException': 22,
  'Symfony\\Component\\HttpKernel\\Exception\\NotFoundHttpException': 48,
  TypeError: 24,
  'App\\Exceptions\\EgovUnavailable': 6,
} as const;

/** Errors of a few causes, oldest first; a tenth of them happened to nobody. */
export function* systemErrors(seed: number, now: number, scale: number, users: readonly User[]): Generator<Row> {
  const random = createRandom(seed, 'system errors');
  for (const time of moments(random, now, errorDays, errorsPerScale * scale)) {
    const type = random.weighted(frequency);
    const cause: Cause = causes[type];
    const user = random.pick(users);
    const { ipAddress, userAgent } = userOrigin(random, user);
    const isOfNobody = random.chance(0.1);
    const line = random.integer(20, 400);
    yield {
      error_code: cause.code,
      error_type: type,
      message: cause.message(random, user),
      file_path: `/var/www/${cause.file}`,
      line_number: line,
      stack_trace: cause.stack(line),
      context: { release: '2026.11' },
      request_data: { method: 'GET' },
      user_id: isOfNobody ? null : user.id,
      ip_address: isOfNobody ? null : ipAddress,
      user_agent: isOfNobody ? null : userAgent,
      severity: cause.severity,
      status: 'open',
      created_at: toTimestamp(time),
    };
  }
}

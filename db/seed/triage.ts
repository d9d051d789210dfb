import type { SecurityEventSeverity } from '../../src/db/generated/enums.ts';
import { hour, minute, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import type { Random } from './random.ts';
import type { User } from './users.ts';

/** What was done about an event: columns of security_events, and of api.security_event_triage when there is any. */
export interface Triage {
  readonly resolution: Row;
  readonly row: Row | null;
}

/** How often somebody looks at all, and how long it takes in the median. */
const habits = {
  info: { seen: 0.08, notice: 20 * hour, solve: 10 * hour, escalate: 0 },
  warning: { seen: 0.78, notice: 3 * hour, solve: 9 * hour, escalate: 0.04 },
  critical: { seen: 0.98, notice: 18 * minute, solve: 2.5 * hour, escalate: 0.16 },
} as const satisfies Record<SecurityEventSeverity, unknown>;

const notes = {
  resolved: ['İstifadəçi ilə əlaqə saxlanıldı, məsələ həll olundu.', 'Parol yeniləndi, giriş bərpa edildi.', null],
  false_positive: ['Yoxlanıldı: məktəbin yeni internet ünvanıdır.', 'Planlı yoxlama zamanı yaranıb.'],
  action_taken: ['Ünvan şəbəkə ekranında bloklandı.', 'Hesab müvəqqəti dayandırıldı, tokenlər ləğv edildi.'],
  escalated: ['Nazirliyin informasiya təhlükəsizliyi şöbəsinə ötürüldü.'],
  ignored: [null, 'Əhəmiyyətsiz.'],
} as const;

const escalationReasons = [
  'Bir neçə regionda eyni ünvandan cəhdlər var.',
  'Region səviyyəsində həll etmək mümkün deyil.',
  'Şəxsi məlumatların sızması ehtimalı var.',
];

const unresolved = { resolution: null, resolution_notes: null, resolved_by: null, resolved_at: null };

/** Acknowledged, assigned, escalated and resolved in this order, each only if it happened before `now`. */
export function triage(
  random: Random,
  now: number,
  event: { readonly time: number; readonly severity: SecurityEventSeverity },
  triagers: readonly User[],
): Triage {
  const habit = habits[event.severity];
  if (triagers.length === 0 || !random.chance(habit.seen)) return { resolution: unresolved, row: null };

  let time = event.time + random.wait(habit.notice);
  if (time >= now) return { resolution: unresolved, row: null };
  let responsible = random.pick(triagers);
  // Routine is closed without a word; the rest leaves a trace of who took it.
  const acknowledged = event.severity !== 'info' || random.chance(0.3);
  const row: Record<string, unknown> = {
    acknowledged_at: toTimestamp(time),
    acknowledged_by: responsible.id,
    assigned_to: null,
    assigned_at: null,
    assigned_by: null,
    escalated_at: null,
    escalated_by: null,
    escalation_reason: null,
  };

  const step = (median: number): boolean => (time += random.wait(median)) < now;
  if (acknowledged && random.chance(0.7) && step(12 * minute)) {
    const assignee = random.pick(triagers);
    Object.assign(row, { assigned_to: assignee.id, assigned_at: toTimestamp(time), assigned_by: responsible.id });
    responsible = assignee;
  }
  let escalated = false;
  if (acknowledged && random.chance(habit.escalate) && step(40 * minute)) {
    escalated = true;
    const reason = random.pick(escalationReasons);
    Object.assign(row, { escalated_at: toTimestamp(time), escalated_by: responsible.id, escalation_reason: reason });
    responsible = triagers.find(({ role }) => role === 'superadmin') ?? responsible;
  }

  const solved = random.chance(0.93) && step(habit.solve);
  return {
    resolution: solved ? resolve(random, event.severity, escalated, responsible, time) : unresolved,
    row: acknowledged ? row : null,
  };
}

function resolve(random: Random, severity: SecurityEventSeverity, escalated: boolean, by: User, time: number): Row {
  const resolution =
    escalated && random.chance(0.4)
      ? 'escalated'
      : random.weighted({
          resolved: 46,
          false_positive: 20,
          action_taken: severity === 'info' ? 2 : 26,
          ignored: severity === 'info' ? 40 : 6,
        });
  return {
    resolution,
    resolution_notes: random.pick<string | null>(notes[resolution]),
    resolved_by: by.id,
    resolved_at: toTimestamp(time),
  };
}

import type { TestService } from '../service.ts';
import type { World } from '../world.ts';

/** A good call of a mutation as super administrator, and what its audit record must say. */
export interface MutationCall {
  readonly input: Record<string, unknown>;
  readonly event: string;
  /** `auditable_type` of the record. */
  readonly table: string;
}

/** Makes the rows that a call needs, and the call. */
export type MakeCall = (service: TestService, world: World) => Promise<MutationCall>;

/** The calls of a domain, by mutation. */
export type MutationCalls = Readonly<Record<string, MakeCall>>;

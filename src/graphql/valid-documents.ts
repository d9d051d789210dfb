import type { DocumentNode } from 'graphql';
import { Lru } from '../lru.ts';

/** How many are remembered, and how long their text may be: memory is bounded whatever clients send. */
const limits = { count: 1_000, length: 16_384 } as const;

/** Documents that were valid lately, by their text: whoever sends one again pays for neither parsing nor validation. */
export class ValidDocuments {
  readonly #documents = new Lru<string, DocumentNode>(limits.count);

  get(text: string): DocumentNode | undefined {
    return this.#documents.get(text);
  }

  /** Remembers a document of this service's schema that passed validation. */
  add(text: string, document: DocumentNode): void {
    if (text.length <= limits.length) this.#documents.set(text, document);
  }
}

import { jsonObject } from './module-settings.ts';
import {
  brokenDependencies,
  dependentsOf,
  isSatisfied,
  readDependencies,
  topologicalOrder,
  type ModuleDependency,
  type ModuleNode,
} from './module-graph.ts';
import type { ModuleView } from './modules.repository.ts';

/** A dependency with what is known of the module that is needed. */
export interface KnownDependency extends ModuleDependency {
  readonly module: ModuleView | null;
  readonly isSatisfied: boolean;
}

/** What is not said counts as the column's default. */
export const isCore = (row: ModuleView): boolean => row.is_core ?? false;
export const isEnabled = (row: ModuleView): boolean => row.is_enabled ?? true;
export const requiresLicense = (row: ModuleView): boolean => row.requires_license ?? false;

/** A row as the graph sees it. */
export const toNode = (row: ModuleView): ModuleNode => ({
  code: row.code,
  version: row.version,
  isCore: isCore(row),
  isEnabled: isEnabled(row),
  requiresLicense: requiresLicense(row),
  dependencies: readDependencies(row.dependencies),
});

/** All modules at one moment, and how they depend on each other. */
export class ModuleRegistry {
  readonly modules: readonly ModuleView[];
  readonly nodes: readonly ModuleNode[];
  readonly #views: ReadonlyMap<string, ModuleView>;
  readonly #nodes: ReadonlyMap<string, ModuleNode>;
  readonly #dependents: ReadonlyMap<string, readonly string[]>;

  constructor(modules: readonly ModuleView[]) {
    this.modules = modules;
    this.nodes = modules.map(toNode);
    this.#views = new Map(modules.map((row) => [row.code, row]));
    this.#nodes = new Map(this.nodes.map((node) => [node.code, node]));
    this.#dependents = dependentsOf(this.nodes);
  }

  /** The module with this code; null where there is none. */
  find(code: string): ModuleView | null {
    return this.#views.get(code) ?? null;
  }

  findById(id: string): ModuleView | null {
    return this.modules.find((row) => row.id === id) ?? null;
  }

  /** What a module needs. */
  dependenciesOf(row: ModuleView): KnownDependency[] {
    return toNode(row).dependencies.map((dependency) => ({
      ...dependency,
      module: this.find(dependency.code),
      isSatisfied: isSatisfied(dependency, this.#nodes.get(dependency.code)),
    }));
  }

  /** The modules that need one, by code. */
  dependentsOf(code: string): ModuleView[] {
    return this.#known(this.#dependents.get(code) ?? []);
  }

  /** As `ModuleGraph` of the schema tells it. */
  graph() {
    const { order, cycles } = topologicalOrder(this.nodes);
    const unknownCodes = [...this.#dependents.keys()].filter((code) => !this.#views.has(code)).sort();
    return { order: this.#known(order), cycles, unknownCodes, problems: brokenDependencies(this.nodes) };
  }

  /** As `ModuleStats` of the schema tells it. */
  stats() {
    const count = (matches: (node: ModuleNode) => boolean) => this.nodes.filter(matches).length;
    const broken = new Set(brokenDependencies(this.nodes).map(({ neededBy }) => neededBy));
    const enabled = count((node) => node.isEnabled);
    return {
      total: this.nodes.length,
      enabled,
      disabled: this.nodes.length - enabled,
      core: count((node) => node.isCore),
      requiringLicense: count((node) => node.requiresLicense),
      enabledWithoutLicense: count(
        (node) => node.isEnabled && node.requiresLicense && !this.find(node.code)?.is_licensed,
      ),
      enabledWithUnmetDependency: broken.size,
    };
  }

  /** Codes of the modules that have a licence. */
  licensed(): Set<string> {
    return new Set(this.modules.filter((row) => row.is_licensed).map((row) => row.code));
  }

  #known(codes: readonly string[]): ModuleView[] {
    return codes.map((code) => this.find(code)).filter((row) => row !== null);
  }
}

/** The settings of a module as an object, whatever PHP wrote. */
export const settingsOf = (row: ModuleView) => jsonObject(row.settings);

/** The parts of Ruru's browser bundle that the playground uses; the package ships no types for them. */
declare module 'ruru/static/ruru.js' {
  export const React: { createElement(component: unknown, props: object): unknown };
  export const Ruru: unknown;
  export function createRoot(container: Element): { render(element: unknown): void };
}

/** Monaco inside the bundle; `MonacoEnvironment.globalAPI` makes it global. */
declare const monaco: {
  editor: {
    getEditors(): MonacoEditor[];
    onDidCreateEditor(listener: (editor: MonacoEditor) => void): unknown;
  };
};

interface MonacoEditor {
  updateOptions(options: { unicodeHighlight: { ambiguousCharacters: boolean } }): void;
}

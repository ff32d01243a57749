export function buildEngine(options?: { outdir?: string }): Promise<string>;

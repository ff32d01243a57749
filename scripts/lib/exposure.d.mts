export function isExposed(host: string): boolean;
export function exposureWarning(host: string): string;

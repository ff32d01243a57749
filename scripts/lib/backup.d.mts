export declare function backUp(data: string, to: string): void;
export declare function restore(from: string, data: string, migrations: number): Promise<string>;

/** Slow on purpose; gives what is kept of a password. */
export type PasswordHasher = (password: string) => Promise<string>;

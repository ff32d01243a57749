declare const EVENKEEL_VERSION: string | undefined;

/** Version of the build; `dev` from source. */
export const version: string = typeof EVENKEEL_VERSION === "string" ? EVENKEEL_VERSION : "dev";

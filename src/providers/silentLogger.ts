// What the SDKs log to: nothing. Weir logs what it knows; the SDKs' debug lines hold prompts.
const ignore = (): void => undefined;

export const silentLogger = { error: ignore, warn: ignore, info: ignore, debug: ignore };

// Annotated traces that cannot be scored as they are, each read by a person, with the reason.

export const stackTraceAside: Readonly<Record<string, string>> = {
  'sentry/opera/2':
    "the expected frames are those of the error's stacktrace property; the text is its stack property, with other frames",
};

// A promise with a limit: its value, or null where it takes longer or fails. For answers that may be done without.

export async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

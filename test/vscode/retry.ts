// Steps that a person would simply do again.

/**
 * Does a step up to five times, and throws what the last one threw. For steps that VS Code can swallow: a key that is
 * pressed while it moves the focus is lost, and a line that moves as a lens arrives is no longer under the mouse.
 */
export async function retry<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

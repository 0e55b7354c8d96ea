// Waiting for a condition with a deadline; never for a time.
export async function waitFor(what, seconds, condition) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      last = undefined;
    } catch (error) {
      if (error.final) throw error; // asking again would change nothing
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `gave up after ${seconds} s waiting for ${what}${last ? `: ${last.message}` : ''}`,
        { cause: last },
      );
    }
    await new Promise((next) => setTimeout(next, 50));
  }
}

// Holds a condition true for a while: that nothing more comes can only be watched.
export async function staysTrue(what, seconds, condition) {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (!(await condition())) throw new Error(`no longer true: ${what}`);
    await new Promise((next) => setTimeout(next, 200));
  }
}

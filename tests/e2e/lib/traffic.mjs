// A believable flood for the chaos test and the oracle that says what must come of it. Everything
// follows from a seed, so that a failure can be had again.

// mulberry32: small, seeded, good enough to shuffle with.
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffled(items, random) {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random() * (i + 1));
    [result[i], result[other]] = [result[other], result[i]];
  }
  return result;
}

const things = ['kettle', 'lamp', 'toaster', 'chair', 'carpet', 'mirror', 'clock', 'blanket'];
const colours = ['blue', 'green', 'red', 'white', 'yellow', 'brown', 'grey', 'black'];
const woes = ['leaks', 'arrived broken', 'never came', 'is too loud', 'has a scratch', 'smells odd'];

// `threads` threads of four events each: an opening message, an answer to it, and then one of: more
// messages, an edit, two edits, a deletion. Every thread has a customer of its own.
export function makeEvents(threads, random, start) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const events = [];
  for (let t = 0; t < threads; t += 1) {
    const author = { id: `u${t}`, handle: `@customer${t}`, name: `Customer ${t}`, followers: t % 500 };
    const at = (minute) => new Date(start + t * 1000 + minute * 60_000).toISOString();
    const base = { thread_id: `t${t}`, visibility: t % 2 ? 'private' : 'public', author, lang: 'en' };
    const created = (n, parent, text) => ({
      ...base, type: 'message.created', id: `m${t}-${n}`, at: at(n), text,
      ...(parent ? { parent_id: `m${t}-${parent}` } : {}),
    });
    const edited = (n, minute, text) => ({ ...base, type: 'message.edited', id: `m${t}-${n}`, at: at(minute), text });
    const thing = `${pick(colours)} ${pick(things)}`;
    const thread = [
      created(1, 0, `My ${thing} ${pick(woes)} (${t})`),
      created(2, 1, `It is the ${thing} I ordered last week`),
    ];
    if (t % 10 < 5) {
      thread.push(created(3, 2, 'Can you look into it?'), created(4, 3, 'I am at home tomorrow'));
    } else if (t % 10 < 7) {
      thread.push(created(3, 2, 'Can you look'), edited(3, 20, 'Can you look into it today?'));
    } else if (t % 10 < 9) {
      thread.push(edited(2, 20, `It is the ${thing} of Monday`), edited(2, 30, `It is the ${thing} of Tuesday`));
    } else {
      thread.push(created(3, 2, 'Forget that'), {
        ...base, type: 'message.deleted', id: `m${t}-3`, at: at(20),
      });
    }
    events.push(thread);
  }
  return events;
}

// What the desk must hold at the end, by external id: {text, deleted, thread}.
export function oracle(threads) {
  const wanted = new Map();
  for (const thread of threads) {
    for (const event of thread) {
      if (event.type !== 'message.created') continue;
      const later = thread.filter((e) => e.id === event.id && e.type === 'message.edited')
        .sort((a, b) => a.at.localeCompare(b.at));
      const deleted = thread.some((e) => e.id === event.id && e.type === 'message.deleted');
      wanted.set(event.id, {
        text: deleted ? '' : (later.at(-1) ?? event).text,
        deleted,
        thread: event.thread_id,
      });
    }
  }
  return wanted;
}

const answers = ['We have booked your refund', 'A new one leaves today', 'Our fitter comes on Friday', 'It was found and is on its way'];
const names = ['maple', 'river', 'stone', 'cloud', 'amber', 'cedar', 'harbor', 'meadow', 'lantern', 'willow', 'copper', 'island', 'valley'];

// A polite answer that says something else for every `n` below 8,788.
export function answerText(n) {
  const words = [n % 13, Math.floor(n / 13) % 13, Math.floor(n / 169) % 13].map((i) => names[i]);
  return `Sorry about that. ${answers[Math.floor(n / 2197) % 4]}; our word for it is ${words.join(' ')}.`;
}

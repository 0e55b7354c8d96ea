// By when an answer is due, from outside: random calendars with split shifts, nights, holidays and
// days of their own are put to the running desk around both turns of the clock, and what it says is
// held against a reading minute by minute that knows no arithmetic of calendars.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from './lib/traffic.mjs';
import { VirtualDesk } from './lib/virtual_desk.mjs';

const minute = 60_000;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const clockText = (minutes) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function randomBlocks(random) {
  const count = 1 + Math.floor(random() * 3);
  const marks = Array.from({ length: count * 2 }, () => Math.floor(random() * 96) * 15).sort((a, b) => a - b);
  const blocks = [];
  for (let i = 0; i < marks.length; i += 2) {
    if (marks[i] < marks[i + 1]) blocks.push([marks[i], marks[i + 1]]);
  }
  const last = blocks.at(-1)?.[1] ?? 0;
  // Sometimes a night shift, past midnight and through the hour in which clocks turn.
  if (last <= 22 * 60 && random() < 0.4) blocks.push([22 * 60, 24 * 60 + 5 * 60]);
  return blocks;
}

const dayAfter = (at, days) => new Date(at + days * 24 * 60 * minute).toISOString().slice(0, 10);

function randomCalendar(random, zones, at) {
  const calendar = { zone: zones[Math.floor(random() * zones.length)], week: {}, days: {}, holidays: {} };
  for (const weekday of weekdays) if (random() < 0.8) calendar.week[weekday] = randomBlocks(random);
  calendar.week.monday = [[9 * 60, 12 * 60 + 30], [14 * 60, 18 * 60]];
  for (let i = Math.floor(random() * 3); i > 0; --i) {
    calendar.holidays[dayAfter(at, Math.floor(random() * 5))] = 'A holiday';
  }
  if (random() < 0.5) calendar.days[dayAfter(at, Math.floor(random() * 5))] = randomBlocks(random);
  return calendar;
}

function asDocument(calendar) {
  const write = ([from, to]) => `${clockText(from)}-${clockText(to > 24 * 60 ? to - 24 * 60 : to)}`;
  const all = (days) => Object.fromEntries(Object.entries(days).map(([day, blocks]) => [day, blocks.map(write)]));
  return { ...calendar, week: all(calendar.week), days: all(calendar.days) };
}

// What the wall shows there: its date, and the minutes since midnight.
function wallClock(zone) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  return (at) => {
    const read = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
    return { date: `${read.year}-${read.month}-${read.day}`, minutes: Number(read.hour) * 60 + Number(read.minute) };
  };
}

function slowDeadline(calendar, from, limit) {
  const wall = wallClock(calendar.zone);
  const blocksOf = (date) =>
    calendar.days[date] ??
    (calendar.holidays[date] ? [] : (calendar.week[weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()]] ?? []));
  const covers = (date, reading) => blocksOf(date).some(([start, end]) => reading >= start && reading < end);
  let left = limit;
  let at = from;
  for (; left > 0; at += minute) {
    const { date, minutes } = wall(at);
    const yesterday = dayAfter(Date.parse(`${date}T12:00:00Z`), -1);
    if (covers(date, minutes) || covers(yesterday, minutes + 24 * 60)) left -= 1;
  }
  return at;
}

async function holdsAround(start, turn, zones, seed) {
  const desk = await VirtualDesk.start(start);
  try {
    const random = randomFrom(seed);
    const shipped = (await desk.as('manager').get('/policy')).document;
    let across = 0;
    for (let round = 0; round < 16; ++round) {
      const from = (await desk.now()).getTime();
      const calendar = randomCalendar(random, zones, from);
      const limit = 1 + Math.floor(random() * 30 * 60);
      await desk.as('manager').put('/policy', {
        ...shipped,
        calendars: { random: asDocument(calendar) },
        standards: [{ name: 'random', calendar: 'random', first: { limit: `PT${limit}M` } }],
        hotter: { ...shipped.hotter, cut_percent: 0 },
      });
      const heard = await desk.hear('Is anybody there?', { author: `customer${round}` });
      const [due] = (await desk.caseOf(heard.case_id)).why_due;
      const expected = slowDeadline(calendar, from, limit);
      const what = `seed ${seed}, round ${round}, ${limit} minutes from ${new Date(from).toISOString()}: ` +
        JSON.stringify(asDocument(calendar));
      assert.equal(due.kind, 'first_answer');
      assert.equal(new Date(due.due_at).toISOString(), new Date(expected).toISOString(), what);
      const worked = due.steps.reduce((sum, step) => sum + (new Date(step.to) - new Date(step.from)), 0);
      assert.equal(worked, limit * minute, `the steps are the limit; ${what}`);
      if (from < Date.parse(turn) && expected > Date.parse(turn)) across += 1;
      await desk.advance(`PT${Math.floor(random() * 5 * 60)}M`);
    }
    assert.ok(across >= 4, `only ${across} deadlines lie across the turn of the clock`);
  } finally {
    await desk.stop();
  }
}

test('deadlines over the lost hour of spring equal a slow reading', () =>
  holdsAround('2026-03-27T07:00:00Z', '2026-03-29T01:00:00Z', ['Europe/Paris', 'Europe/London', 'Europe/Athens'], 1));

test('deadlines over the doubled hour of autumn equal a slow reading', () =>
  holdsAround('2026-10-23T07:00:00Z', '2026-10-25T01:00:00Z', ['Europe/Berlin', 'Europe/Lisbon', 'Europe/Kyiv'], 2));

test('deadlines where clocks turn by half an hour equal a slow reading', () =>
  holdsAround('2026-04-03T00:00:00Z', '2026-04-04T15:00:00Z', ['Australia/Lord_Howe'], 3));

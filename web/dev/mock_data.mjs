/*
 * The believable company behind the mock: Kestrel Cycles, a bicycle maker with a web shop, and the
 * people who write to it. Only as much as the screens need.
 */

export const channels = [
  { id: "1", kind: "bluesky", name: "Bluesky", limit: { max: 300, unit: "characters" } },
  { id: "2", kind: "mastodon", name: "Mastodon", limit: { max: 500, unit: "characters" } },
  { id: "3", kind: "email", name: "help@kestrel.example", limit: null },
  { id: "4", kind: "webhook", name: "Shop chat", limit: { max: 2000, unit: "characters" } },
];

export const agents = [
  { id: "1", name: "Jo Lindqvist", email: "jo@kestrel.example", role: "admin", seniority: 4 },
  { id: "2", name: "Mira Sato", email: "mira@kestrel.example", role: "senior", seniority: 2 },
  { id: "3", name: "Tomás Reyes", email: "tomas@kestrel.example", role: "agent", seniority: 1 },
];

/* who, channel, kind, specificity, severity, fiasco, owner, minutes waiting, minutes to due, thread */
const us = (text, minutesAgo, by = "2") => ({ us: by, text, minutesAgo });
const them = (text, minutesAgo, more = {}) => ({ text, minutesAgo, ...more });

export const stories = [
  {
    who: ["Ana Ruiz", "@ana.bsky.example", 12_430, "America/Chicago", "en"],
    channel: "1",
    kind: "complaint",
    specificity: "specific",
    severity: 4,
    fiasco: 86,
    owner: null,
    dueIn: -42,
    thread: [
      them(
        "@kestrel my new Tern arrived with a cracked fork. This is the second one. I have a race on Saturday.",
        190,
      ),
      them("Still nobody? I posted the pictures three hours ago.", 62, {
        attachments: [
          { url: "https://media.example/fork.jpg", type: "image/jpeg", name: "fork.jpg" },
        ],
      }),
    ],
  },
  {
    who: ["Benedikt Vogel", "@vogel@fahrrad.example", 890, "Europe/Berlin", "de"],
    channel: "2",
    kind: "complaint",
    specificity: "specific",
    severity: 3,
    fiasco: 64,
    owner: "2",
    dueIn: 9,
    thread: [
      them("Order 48211 was promised for Tuesday. It is Friday. What is going on?", 300),
      us(
        "Good morning Benedikt, thank you for asking. I am finding out from the warehouse where your order is and write to you here by 11:00.",
        280,
      ),
      them("It is past 11.", 55),
    ],
    also: {
      channel: "3",
      subject: "Order 48211",
      thread: [
        them("As you asked, my order confirmation is attached. Please tell me a day.", 270, {
          attachments: [
            {
              url: "https://media.example/48211.pdf",
              type: "application/pdf",
              name: "confirmation-48211.pdf",
            },
          ],
        }),
      ],
    },
  },
  {
    who: ["Priya Nair", "priya.nair@mail.example", null, "Asia/Kolkata", "en"],
    channel: "3",
    subject: "Refund for a returned helmet",
    kind: "request",
    specificity: "specific",
    severity: 2,
    fiasco: 41,
    owner: "1",
    dueIn: 74,
    thread: [
      them(
        "Hello,\n\nI returned the helmet on the 9th and the tracking says you have it. When can I expect the refund?\n\nKind regards,\nPriya",
        1500,
        {
          subject: "Refund for a returned helmet",
          html: '<div style="color:#333"><p>Hello,</p><p>I returned the helmet on the <b>9th</b> and the <a href="https://track.example/8812">tracking</a> says you have it. When can I expect the refund?</p><table><tr><td>Order</td><td>47733</td></tr><tr><td>Item</td><td>Helmet “Breeze”, M</td></tr></table><p>Kind regards,<br>Priya</p><script>document.title="owned"</script><svg onload="document.title=1"></svg><form action="https://pixel.example/post"><input name="card"></form><link rel="stylesheet" href="https://pixel.example/a.css"><a href="javascript:alert(1)">unsubscribe</a><img src="https://pixel.example/open.gif" width="1" height="1"></div>',
        },
      ),
      us(
        "Dear Priya,\n\nthank you for sending the helmet back. It reached us on the 11th, and your refund of €79 left us this morning; your bank usually shows it within three working days.\n\nKind regards,\nJo",
        1380,
        "1",
      ),
      them(
        "Thank you Jo! That was quick. One more thing: the invoice still shows the helmet. Could you send me a corrected one for my records?",
        41,
        {
          subject: "Re: Refund for a returned helmet",
        },
      ),
    ],
  },
  {
    who: ["Marco Bellini", "@marcob.bsky.example", 3_210, "Europe/Rome", "it"],
    channel: "1",
    kind: "question",
    specificity: "specific",
    severity: 1,
    fiasco: 22,
    owner: null,
    dueIn: 160,
    thread: [them("@kestrel does the Swift take 45 mm tyres with mudguards, or only 40?", 75)],
  },
  {
    who: ["Grace Okafor", "@grace@toot.example", 640, "Africa/Lagos", "en"],
    channel: "2",
    kind: "praise",
    specificity: "general",
    severity: 1,
    fiasco: 4,
    owner: "3",
    dueIn: 300,
    thread: [
      them(
        "1,000 km on my @kestrel Heron and not one flat. You people build things properly 💚",
        120,
      ),
    ],
  },
  {
    who: ["Sam Whitfield", "sam (shop chat)", null, "Europe/London", "en"],
    channel: "4",
    kind: "question",
    specificity: "specific",
    severity: 2,
    fiasco: 35,
    owner: null,
    dueIn: 21,
    private: true,
    thread: [
      them("Hi, the checkout keeps saying my postcode is wrong. It is the right one.", 24),
      them("I tried two browsers.", 22),
    ],
  },
  {
    who: ["Ingrid Solheim", "ingrid.solheim@post.example", null, "Europe/Oslo", "nb"],
    channel: "3",
    subject: "Brake recall: is my bicycle affected?",
    kind: "question",
    specificity: "specific",
    severity: 3,
    fiasco: 52,
    owner: "1",
    dueIn: 48,
    thread: [
      them(
        "I read about the brake recall. My frame number is KC-20-11873. Can I still ride it to work tomorrow?",
        96,
        {
          subject: "Brake recall: is my bicycle affected?",
        },
      ),
    ],
  },
  {
    who: ["Leo Tran", "@leotran.bsky.example", 58_200, "America/Los_Angeles", "en"],
    channel: "1",
    kind: "complaint",
    specificity: "general",
    severity: 2,
    fiasco: 71,
    owner: "2",
    dueIn: 15,
    thread: [
      them("Remember when @kestrel answered customers? Me neither.", 51),
      {
        text: "same here, waiting for a week",
        minutesAgo: 33,
        other: ["Kim", "@kim.bsky.example"],
      },
    ],
  },
  {
    who: ["Chloé Martin", "@chloe@velo.example", 1_120, "Europe/Paris", "fr"],
    channel: "2",
    kind: "suggestion",
    specificity: "specific",
    severity: 1,
    fiasco: 9,
    owner: null,
    dueIn: 410,
    thread: [
      them(
        "@kestrel please offer the Heron in a size for people under 1.60 m. Half my club would buy one.",
        210,
      ),
    ],
  },
  {
    who: ["Daniel Osei", "daniel.osei@mail.example", null, "Africa/Accra", "en"],
    channel: "3",
    subject: "Warranty on a rear hub",
    kind: "complaint",
    specificity: "specific",
    severity: 3,
    fiasco: 47,
    owner: "3",
    dueIn: 95,
    thread: [
      them(
        "The rear hub grinds after four months. I attach a recording. I depend on this bicycle for my deliveries.",
        180,
        {
          subject: "Warranty on a rear hub",
          attachments: [
            { url: "https://media.example/hub.m4a", type: "audio/mp4", name: "hub.m4a" },
          ],
        },
      ),
    ],
  },
  {
    who: ["Yuki Mori", "@yukimori.bsky.example", 402, "Asia/Tokyo", "ja"],
    channel: "1",
    kind: "question",
    specificity: "specific",
    severity: 1,
    fiasco: 18,
    owner: null,
    dueIn: 240,
    deleted: true,
    thread: [
      them("@kestrel Do you ship frames to Japan?", 140),
      them("", 130, { deleted: true }),
      them(
        "Sorry, wrong account before. Do you ship framesets to Sapporo, and what does it cost?",
        128,
        { edited: true },
      ),
    ],
  },
  {
    who: ["Hannah Weiss", "hannah (shop chat)", null, "Europe/Vienna", "de"],
    channel: "4",
    kind: "request",
    specificity: "specific",
    severity: 2,
    fiasco: 28,
    owner: "1",
    dueIn: 33,
    private: true,
    thread: [them("Can I change the delivery address of order 48307? It has not left yet.", 18)],
  },
];

/** Enough further rows that the list scrolls; they differ in everything that is drawn. */
const moreNames = [
  [
    "Oliver Grant",
    "@ogrant.bsky.example",
    "1",
    "question",
    "Is the blue Heron back in stock before December?",
  ],
  [
    "Fatima Zahra",
    "@fatima@masto.example",
    "2",
    "request",
    "Could you point me to the torque table for the Tern stem?",
  ],
  [
    "Peter Novák",
    "peter.novak@mail.example",
    "3",
    "complaint",
    "The pump in the box does not fit the valve that came with the bicycle.",
  ],
  [
    "Lucía Fernández",
    "@lucia.bsky.example",
    "1",
    "praise",
    "Your mechanic in Valencia stayed late to fix my gears. Thank her for me.",
  ],
  [
    "Arjun Mehta",
    "arjun (shop chat)",
    "4",
    "question",
    "Which lock do you recommend for the Swift?",
  ],
  [
    "Emma Larsen",
    "@emma@fjord.example",
    "2",
    "complaint",
    "Two weeks without an answer about my saddle. Is anybody there?",
  ],
  [
    "Noah Williams",
    "noah.w@mail.example",
    "3",
    "request",
    "Please send the invoice for order 47001 to my company address.",
  ],
  ["Zofia Kamińska", "@zofia.bsky.example", "1", "question", "Can the rack carry a child seat?"],
  [
    "David Cohen",
    "@dcohen@social.example",
    "2",
    "suggestion",
    "A repair stand that folds flat. Please.",
  ],
  [
    "Aisha Bello",
    "aisha.bello@mail.example",
    "3",
    "complaint",
    "The paint came off with the first wash.",
  ],
  ["Mateus Silva", "@mateus.bsky.example", "1", "question", "Do you sponsor community rides?"],
  [
    "Karin Holm",
    "karin (shop chat)",
    "4",
    "request",
    "I need the left crank arm only. Is that possible?",
  ],
  ["George Papas", "george.p@mail.example", "3", "question", "How do I register my bicycle?"],
  ["Nina Petrova", "@nina@riders.example", "2", "praise", "The new lights are wonderful."],
];

export const more = moreNames.map(([name, handle, channel, kind, text], index) => ({
  who: [
    name,
    handle,
    channel === "3" || channel === "4" ? null : 150 + index * 211,
    index % 3 ? "Europe/Madrid" : null,
    index % 3 ? "en" : null,
  ],
  channel,
  subject: channel === "3" ? text.split(/[.?]/)[0] : undefined,
  kind,
  specificity: "specific",
  severity: kind === "complaint" ? 3 : 1,
  fiasco: kind === "complaint" ? 38 + index : 6 + index,
  owner: [null, "2", "3", null, "1"][index % 5],
  dueIn: 120 + index * 37,
  private: channel === "4",
  status: index % 7 === 5 ? "waiting" : "open",
  thread: [
    them(text, 60 + index * 17),
    ...(index % 7 === 5
      ? [
          us(
            "Thank you for asking. I am looking into it and write to you again by tomorrow noon.",
            30 + index,
          ),
        ]
      : []),
  ],
}));

/** Those who write while the agent works. */
export const arrivals = [
  [
    "Ruth Adler",
    "@ruth.bsky.example",
    "1",
    "question",
    "@kestrel is the shop in Graz open on Saturday?",
    830,
  ],
  [
    "Victor Hugo Lima",
    "@vhlima@bike.example",
    "2",
    "complaint",
    "The bell fell off during the first ride. On a €2,000 bicycle.",
    2_300,
  ],
  [
    "Elif Demir",
    "elif.demir@mail.example",
    "3",
    "request",
    "Could you resend the return label? The first one has expired.",
    null,
  ],
  [
    "Tom Becker",
    "tom (shop chat)",
    "4",
    "question",
    "Does the voucher work for spare parts as well?",
    null,
  ],
];

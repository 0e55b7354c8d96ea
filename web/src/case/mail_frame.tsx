/*
 * An e-mail's own layout, shown without danger and without telling the sender anything.
 *
 * Three walls, each enough alone: the server sanitises; DOMPurify does it again here and drops every
 * picture, style and form; the frame is sandboxed without scripts. The frame keeps our origin (no
 * scripts run in it, so that gives nothing away) because its height must be measured, and it inherits
 * our content policy, so nothing is loaded from outside even if all else failed.
 */
import DOMPurify from "dompurify";
import { useMemo, useRef, useState } from "react";
import { useTheme } from "../shell/theme";
import { words } from "../words";
import styles from "./case.module.css";

const forbiddenTags = ["style", "link", "meta", "base", "form", "input", "button", "textarea"];
const mediaTags = ["img", "picture", "source", "video", "audio", "svg", "math", "object", "embed"];
const forbiddenAttributes = ["style", "class", "id", "background", "srcset", "src", "poster"];

export interface CleanMail {
  html: string;
  picturesLeftOut: number;
}

export function cleanMail(html: string): CleanMail {
  // An unknown browser gets nothing rather than something unclean; plain text is one press away.
  if (!DOMPurify.isSupported) return { html: "", picturesLeftOut: 0 };
  const pictures = html.match(/<img\b/gi)?.length ?? 0;
  const clean = DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: [...forbiddenTags, ...mediaTags],
    FORBID_ATTR: forbiddenAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  });
  const body = new DOMParser().parseFromString(clean, "text/html").body;
  for (const link of body.querySelectorAll("a")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noreferrer noopener");
  }
  return { html: body.innerHTML, picturesLeftOut: pictures };
}

export function MailFrame({ html, name }: { html: string; name: string }) {
  const theme = useTheme();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(60);
  const mail = useMemo(() => cleanMail(html), [html]);
  const page = `<!doctype html><html data-theme="${theme}"><head><meta charset="utf-8"><link rel="stylesheet" href="/mail.css"></head><body>${mail.html}</body></html>`;
  const measure = () => {
    const body = frame.current?.contentDocument?.body;
    if (body) setHeight(Math.min(4_000, Math.ceil(body.getBoundingClientRect().height) + 2));
  };
  return (
    <>
      <iframe
        ref={frame}
        className={styles.mailFrame}
        title={words.timeline.mailFrame(name)}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        srcDoc={page}
        style={{ height }}
        onLoad={measure}
      />
      {mail.picturesLeftOut > 0 && (
        <p className={styles.picturesNote}>{words.timeline.pictures(mail.picturesLeftOut)}</p>
      )}
    </>
  );
}

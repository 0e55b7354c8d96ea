/*
 * Asks the desk about the draft as it is typed: 150 ms after the last key, with the previous
 * question called off. Findings stay on screen while the next answer is on its way, so marks do not
 * blink; an answer about words that have changed since is dropped, and the desk is told which draft is
 * the newest, so that it lets the others go as well.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../api/client";
import type { Finding, LintAnswer } from "../api/types";
import { newKey } from "./draft";

const debounceMs = 150;

export interface LintQuestion {
  text: string;
  channel: string;
  visibility: "public" | "private";
  case_id: string;
  conversation_id: string;
}

export type LintState = "idle" | "checking" | "failed";

export interface LintResult {
  findings: Finding[];
  /** The text the findings are about. */
  text: string;
}

export function useLint(question: LintQuestion | null) {
  const [result, setResult] = useState<LintResult>({ findings: [], text: "" });
  const [state, setState] = useState<LintState>("idle");
  const asked = useRef<AbortController | null>(null);
  const composer = useRef({ key: newKey(), draft: 0 });
  const key = question ? JSON.stringify(question) : "";

  useEffect(() => {
    asked.current?.abort();
    if (!key) {
      setResult({ findings: [], text: "" });
      setState("idle");
      return;
    }
    const body = JSON.parse(key) as LintQuestion;
    if (body.text.trim() === "") {
      setResult({ findings: [], text: body.text });
      setState("idle");
      return;
    }
    setState("checking");
    const controller = new AbortController();
    asked.current = controller;
    const timer = setTimeout(async () => {
      try {
        const answer = await call<LintAnswer>("POST", "/lint", {
          body,
          signal: controller.signal,
          composer: { key: composer.current.key, draft: ++composer.current.draft },
        });
        if (controller.signal.aborted) return;
        setResult({ findings: answer.findings, text: body.text });
        setState("idle");
      } catch {
        if (!controller.signal.aborted) setState("failed");
      }
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);

  /** The gate's own findings, when Send was refused. */
  const put = useCallback((next: LintResult) => {
    asked.current?.abort();
    setResult(next);
    setState("idle");
  }, []);

  return { result, state, put };
}

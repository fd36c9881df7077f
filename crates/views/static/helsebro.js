// Comforts only: every page does everything without this script.
"use strict";
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const one = (selector, inside = document) => inside.querySelector(selector);

  // Letters as the limits count them: composed, a line end as one.
  const letters = (text) => [...text.replace(/\r\n?/g, "\n").normalize("NFC")].length;

  // Letters left of a text box; said aloud only where it begins to matter.
  const SAID_AT = [100, 50, 20, 0];
  const count = (shown) => {
    const field = document.getElementById(shown.dataset.counter);
    const said = one(`[data-counter-said="${shown.dataset.counter}"]`);
    if (!field) return;
    const left = () => Number(shown.dataset.most) - letters(field.value);
    const words = (n) =>
      (n >= 0 ? shown.dataset.left : n === -1 ? shown.dataset.overOne : shown.dataset.over).replace("#", Math.abs(n));
    let before = left();
    const show = () => {
      const now = left();
      shown.textContent = words(now);
      shown.toggleAttribute("data-over-limit", now < 0);
      const passed = SAID_AT.some((mark) => (before > mark) !== (now > mark)) || before < 0 !== now < 0;
      if (said && passed && now !== before) said.textContent = words(now);
      before = now;
    };
    field.addEventListener("input", show);
    show();
  };

  const post = (address, fields) =>
    fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true,
    });
  const answer = (response) =>
    response.headers.get("content-type")?.startsWith("application/json") ? response.json() : {};

  // The draft is saved while one writes: when a pause comes, and when the page is left.
  const PAUSE = 3000;
  const drafts = [];
  const keepDraft = (form) => {
    const status = one("[data-draft-status]", form);
    let timer, changed = false;
    const save = async () => {
      clearTimeout(timer);
      if (!changed) return;
      changed = false;
      let saved = false, told = {};
      try {
        const fields = new FormData(form);
        fields.set("act", "save_draft");
        const response = await post(form.dataset.draftUrl, fields);
        saved = response.ok || response.type === "opaqueredirect";
        if (response.ok) told = await answer(response);
      } catch {}
      changed ||= !saved;
      if (!status) return;
      status.hidden = false;
      status.textContent = saved ? (told.words ?? status.dataset.saved) : status.dataset.failed;
    };
    form.addEventListener("input", () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    form.addEventListener("submit", () => {
      changed = false;
      clearTimeout(timer);
    });
    document.addEventListener("visibilitychange", () => document.hidden && save());
    drafts.push(save);
  };

  // Two minutes before the session ends: ask. The times said aloud are three.
  const warnOfTheEnd = (dialog) => {
    const text = one("#hb-session-text", dialog);
    const left = one("[data-said]", dialog);
    let timers = [];
    const after = (seconds, act) => seconds >= 0 && timers.push(setTimeout(act, seconds * 1000));
    const say = (which) => dialog.open && (left.textContent = left.dataset[which]);
    const start = (warnIn, endIn) => {
      timers.forEach(clearTimeout);
      timers = [];
      after(warnIn, async () => {
        await Promise.all(drafts.map((save) => save()));
        dialog.showModal();
        one("h2", dialog).focus();
        say("words2");
      });
      after(endIn - 60, () => say("words1"));
      after(endIn - 20, () => say("words0"));
      after(endIn, () => location.replace(location.pathname + location.search));
    };
    const stay = async () => {
      try {
        const response = await post(dialog.dataset.extend, { csrf: dialog.dataset.csrf });
        if (!response.ok) throw new Error();
        const told = await answer(response);
        start(told.warn_in ?? Number(dialog.dataset.warnIn), told.end_in ?? Number(dialog.dataset.endIn));
        if (told.words) text.textContent = told.words;
        dialog.close();
      } catch {
        location.replace(location.pathname + location.search);
      }
    };
    one("[data-stay]", dialog)?.addEventListener("click", stay);
    one("[data-close]", dialog)?.addEventListener("click", () => dialog.close());
    start(Number(dialog.dataset.warnIn), Number(dialog.dataset.endIn));
  };

  // Single keys of the staff console; never while one writes, never with a modifier.
  const writes = (target) => target.closest("input, textarea, select, [contenteditable]");
  const press = (key) => {
    const row = document.activeElement?.closest("[data-row]");
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const hit = (row && one(selector, row)) ?? all(selector).find((it) => !it.closest("[data-row]")) ?? one(selector);
    if (!hit) return false;
    if (hit.matches("input, textarea, select")) hit.focus();
    else hit.click();
    return true;
  };
  const step = (by) => {
    const rows = all("[data-row]").map((row) => one("[data-row-open], a", row)).filter(Boolean);
    const here = rows.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
    const next = rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by];
    next?.focus();
    return Boolean(next);
  };
  const listenForKeys = () => {
    let first = "";
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (writes(event.target) || one("dialog[open]")) return;
      const key = event.key.toLowerCase();
      const whole = first ? `${first} ${key}` : key;
      first = key === "g" && !first ? "g" : "";
      if (first) return;
      const done = whole === "j" ? step(1) : whole === "k" ? step(-1) : whole.length > 0 && /^(\?|\/|[a-z]|g [a-z])$/.test(whole) && press(whole);
      if (done) event.preventDefault();
    });
  };

  // Ctrl+Enter sends what is written; Esc leaves the box and keeps it.
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.("textarea");
    if (!box) return;
    const form = box.closest("form[data-send-on-ctrl-enter]");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey) && box.value.trim()) {
      event.preventDefault();
      form.requestSubmit(one("button[data-variant=primary]", form));
    } else if (event.key === "Escape" && !event.isComposing) {
      box.blur();
    }
  });

  all("[data-counter]").forEach(count);
  all("form[data-draft-url]").forEach(keepDraft);
  all("dialog.hb-session").forEach(warnOfTheEnd);
  // A whole identity number hides itself; what is typed on the page stands.
  all("[data-mask-after]").forEach((it) =>
    setTimeout(() => (it.textContent = it.dataset.mask), Number(it.dataset.maskAfter) * 1000),
  );
  if (document.body.dataset.shortcuts === "on") listenForKeys();
  one("[data-focus]")?.focus();
  // The last step out, at the identity provider.
  one("form[data-send-now]")?.requestSubmit();
})();

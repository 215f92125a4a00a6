// Notes what the console calls and is answered, and makes answers fail on request.
// Installed before any script of a page; works against any instance, because it stands in the page
// and not in the server. What it notes goes into the browser's console, where it outlives the page.
(function (consoleOrigin) {
  "use strict";
  if (window.__probe || window.top !== window || location.origin !== consoleOrigin) return;

  const note = (entry) => console.debug("journey " + JSON.stringify(entry));
  const probe = {
    // What is to go wrong, in order of precedence.
    faults: [],
    // Answers to writes: method, path, status, sequence.
    answers: [],
    // Tokens as they came, newest last. Never noted.
    tokens: [],
    // The address of the callback as the sign-in server sent it. Never noted.
    callback: location.pathname === "/auth/callback" ? location.href : null,
    // The highest sequence of the settings that any read has shown.
    shown: 0,
    // How far the stopwatch has been put forward, in milliseconds.
    ahead: 0,
    // How far the clock has been put forward, in milliseconds.
    later: 0,
    themedAt: null,
    // When the settings could first be used.
    usableAt: null,
    states: [],
  };
  Object.defineProperty(window, "__probe", { value: probe });

  document.addEventListener("securitypolicyviolation", (event) => {
    console.error("policy violated: " + event.violatedDirective + " by " + event.blockedURI);
  });

  // Leaving for another document, as by signing in or out.
  navigation.addEventListener("navigate", (event) => {
    const { sameDocument, url } = event.destination;
    if (!sameDocument) note({ kind: "leave", method: "GET", path: new URL(url).pathname });
  });

  const now = performance.now.bind(performance);
  performance.now = () => now() + probe.ahead;
  const clock = Date.now.bind(Date);
  Date.now = () => clock() + probe.later;

  // Nobody need wait as long as the console does for an answer that never comes: the last call that
  // is to be given up after a time is given up as soon as the server has acted.
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  let giveUp = () => {};
  AbortSignal.timeout = (milliseconds) => {
    const early = new AbortController();
    giveUp = () => early.abort(new DOMException("signal timed out", "TimeoutError"));
    return AbortSignal.any([timeout(milliseconds), early.signal]);
  };

  new MutationObserver(() => {
    const themed = document.documentElement && document.documentElement.dataset.theme;
    if (themed && probe.themedAt === null) probe.themedAt = now();
    const usable = probe.usableAt === null && document.querySelector("main:not([aria-busy=true]) [role=switch]");
    if (usable) probe.usableAt = now();
  }).observe(document, { attributes: true, childList: true, subtree: true, attributeFilter: ["data-theme"] });

  // Notes every state a row goes through, with what reads had shown by then.
  probe.row = (id) => {
    probe.states = [];
    const look = () => {
      const row = document.getElementById(id);
      const word = row && row.querySelector(".state");
      const seen = { state: row ? row.dataset.state || "" : "gone", word: word ? word.textContent : "", shown: probe.shown };
      const last = probe.states[probe.states.length - 1];
      if (!last || last.state !== seen.state || last.word !== seen.word) probe.states.push(seen);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      attributes: true, childList: true, characterData: true, subtree: true,
    });
  };

  const encode = (text) =>
    btoa(String.fromCharCode(...new TextEncoder().encode(text)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const decode = (part) => atob(part.replace(/-/g, "+").replace(/_/g, "/"));
  const flip = (text, place) =>
    text.slice(0, place) + (text[place] === "A" ? "B" : "A") + text.slice(place + 1);

  const alterations = {
    signature(token) {
      const [head, claims, signature] = token.split(".");
      return [head, claims, flip(signature, 10)].join(".");
    },
    nonce(token) {
      const [head, claims, signature] = token.split(".");
      const read = JSON.parse(decode(claims));
      read.nonce = flip(String(read.nonce), 5);
      return [head, encode(JSON.stringify(read)), signature].join(".");
    },
  };

  function fits(fault, method, path) {
    const matches =
      (fault.method === "*" || fault.method === method) &&
      (fault.path.endsWith("*") ? path.startsWith(fault.path.slice(0, -1)) : path === fault.path);
    if (!matches) return false;
    fault.met = (fault.met || 0) + 1;
    return fault.met > (fault.skip || 0) && (!fault.times || fault.met <= (fault.skip || 0) + fault.times);
  }

  function made(fault) {
    const headers = fault.type ? { "content-type": fault.type } : {};
    return new Response(fault.body, { status: fault.status, headers });
  }

  function cutOff(fault) {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(fault.body));
        setTimeout(() => controller.error(new TypeError("network error")), 0);
      },
    });
    return new Response(body, { status: fault.status, headers: { "content-type": "application/json" } });
  }

  const lost = () => new TypeError("Failed to fetch");

  async function goWrong(fault, request, real) {
    if (fault.late) await new Promise((done) => setTimeout(done, fault.late));
    switch (fault.kind) {
      case "answer":
        return made(fault);
      case "cut":
        return cutOff(fault);
      case "lost":
        if (fault.sent) await (await real(request)).text();
        throw lost();
      case "hold":
        await new Promise((release) => {
          probe.release = release;
          probe.held = true;
        });
        probe.held = false;
        return real(request);
      case "never":
        // The server has acted, and its answer stays out until the console gives it up.
        await (await real(request.clone())).text();
        return new Promise((_, refuse) => {
          request.signal.addEventListener("abort", () => refuse(request.signal.reason));
          giveUp();
        });
      case "stale": {
        // What was answered first is answered again: a read side that lags behind.
        if (!fault.kept) fault.kept = (await real(request)).clone();
        return fault.kept.clone();
      }
      case "newer": {
        const answer = await real(request);
        const read = await answer.json();
        read.policy[fault.member] = true;
        return new Response(JSON.stringify(read), { status: answer.status, headers: answer.headers });
      }
      case "verifier": {
        const form = new URLSearchParams(await request.clone().text());
        form.set("code_verifier", flip(form.get("code_verifier"), 3));
        return real(new Request(request, { body: form.toString() }));
      }
      case "id_token": {
        const answer = await real(request);
        const tokens = await answer.json();
        tokens.id_token = alterations[fault.part](tokens.id_token);
        return new Response(JSON.stringify(tokens), { status: answer.status, headers: answer.headers });
      }
      default:
        throw new Error("there is no fault " + fault.kind);
    }
  }

  // Looks into an answer without keeping the console waiting for it.
  async function learn(method, url, answer) {
    let body = {};
    try {
      body = JSON.parse(await answer.text());
    } catch {
      return;
    }
    if (url.pathname.endsWith("/oauth/v2/token") && body.access_token) {
      probe.tokens.push({ access: body.access_token, refresh: body.refresh_token, id: body.id_token });
    }
    if (method === "GET" && body.policy) {
      probe.shown = Math.max(probe.shown, Number(body.policy.details.sequence));
    }
    if (method !== "GET" && body.details && body.details.sequence) {
      probe.answers.push({ method, path: url.pathname, sequence: Number(body.details.sequence) });
    }
  }

  const real = window.fetch.bind(window);
  window.fetch = async function (input, init) {
    const address = typeof input === "string" ? input : input.url || String(input);
    const url = new URL(address, location.href);
    if (url.origin === location.origin) {
      // Files of the console itself: nothing is noted of them.
      const fault = probe.faults.find((one) => fits(one, "GET", url.pathname));
      return fault ? goWrong(fault, new Request(input, init), real) : real(input, init);
    }
    const request = new Request(input, init);
    const { method } = request;
    const body = method === "GET" ? "" : await request.clone().text();
    const form = url.pathname.startsWith("/oauth/") ? new URLSearchParams(body) : null;
    note({
      kind: "call",
      method,
      path: url.pathname,
      grant: (form && form.get("grant_type")) || "",
      body: form ? "" : body,
      language: request.headers.get("accept-language") || "",
      bearer: request.headers.has("authorization"),
    });
    const fault = probe.faults.find((one) => fits(one, method, url.pathname));
    const answer = await (fault ? goWrong(fault, request, real) : real(request));
    // A stream that is to break must be read by nobody else.
    if (!fault || fault.kind !== "cut") await learn(method, url, answer.clone());
    note({ kind: "answer", method, path: url.pathname });
    return answer;
  };
})

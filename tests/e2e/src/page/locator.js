// What a person perceives of a page: roles, names and words, as far as these pages use them
// (WAI-ARIA 1.2, Accessible Name and Description Computation 1.2). A journey compares it with what
// the browser itself computes.
(function () {
  "use strict";
  if (window.__locator || window.top !== window) return;

  const CANDIDATES = {
    action: "button:not([role]),[role=button],a[href]",
    alert: "[role=alert]",
    article: "article",
    button: "button:not([role]),[role=button],input[type=submit],input[type=button]",
    checkbox: "input[type=checkbox]:not([role])",
    combobox: "select",
    dialog: "dialog,[role=dialog]",
    group: "fieldset,[role=group]",
    heading: "h1,h2,h3,h4,h5,h6",
    link: "a[href]",
    listitem: "li",
    main: "main",
    navigation: "nav",
    radio: "input[type=radio]",
    region: "section[aria-label],section[aria-labelledby],[role=region]",
    searchbox: "input[type=search]",
    status: "[role=status]",
    summary: "summary",
    switch: "[role=switch]",
    textbox: "input:not([type]),input[type=text],input[type=password],input[type=email],textarea",
  };
  const NAMED_BY_CONTENT = /^(button|heading|link|listitem|summary|switch|radio|checkbox)$/;

  const roleOf = (element) =>
    Object.keys(CANDIDATES).find((role) => role !== "action" && element.matches(CANDIDATES[role]));

  // A hidden word that belongs to the one before it leaves a gap before its colon.
  const neat = (text) => text.replace(/\s+/g, " ").replace(/ ([:,.])/g, "$1").trim();

  function modal() {
    return document.querySelector("dialog:modal");
  }

  // Drawn, not hidden from assistive technology, and not behind a modal dialog.
  function perceived(element) {
    const open = modal();
    return (
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
      !element.closest("[aria-hidden=true],[inert]") &&
      (!open || open.contains(element))
    );
  }

  // The words within a node; a hidden part counts only where another element points to it.
  function words(node, pointed) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const style = getComputedStyle(node);
    if (!pointed) {
      if (node.getAttribute("aria-hidden") === "true") return "";
      if (style.display === "none" || style.visibility === "hidden") return "";
    }
    const label = node.getAttribute("aria-label");
    if (label) return " " + label + " ";
    const inside = Array.from(node.childNodes, (child) => words(child, false)).join("");
    return style.display.startsWith("inline") && style.display !== "inline-block"
      ? node.tagName === "BR" ? " " : inside
      : " " + inside + " ";
  }

  function name(element) {
    const pointed = (element.getAttribute("aria-labelledby") || "")
      .split(/\s+/)
      .map((id) => id && document.getElementById(id))
      .filter(Boolean);
    if (pointed.length) return neat(pointed.map((one) => words(one, true)).join(" "));
    const label = element.getAttribute("aria-label");
    if (label) return neat(label);
    if (element.labels && element.labels.length) {
      return neat(Array.from(element.labels, (one) => words(one, true)).join(" "));
    }
    if (element.tagName === "FIELDSET") {
      const legend = element.querySelector(":scope > legend");
      return legend ? neat(words(legend, true)) : "";
    }
    if (element.tagName === "INPUT" && /^(submit|button)$/.test(element.type)) return element.value;
    const role = roleOf(element);
    return NAMED_BY_CONTENT.test(role) ? neat(words(element, false)) : "";
  }

  // All of a role that can be perceived, within an element of that selector; of any name if none
  // is given.
  function all(role, wanted, within) {
    const roots = within ? Array.from(document.querySelectorAll(within)) : [document];
    return roots
      .flatMap((root) => Array.from(root.querySelectorAll(CANDIDATES[role])))
      .filter((element) => perceived(element) && (wanted === null || name(element) === wanted));
  }

  // The words that can be read in an element, the hidden ones left out.
  function read(selector) {
    const element = document.querySelector(selector);
    return element && perceived(element) ? neat(element.innerText) : null;
  }

  // The words of what an element is described by.
  function description(element) {
    const ids = (element.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean);
    return neat(
      ids
        .map((id) => document.getElementById(id))
        .map((one) => (one ? words(one, true) : ""))
        .join(" "),
    );
  }

  function state(element) {
    const attribute = (of) => element.getAttribute(of);
    return {
      name: name(element),
      on: element.matches("[role=switch]") ? attribute("aria-checked") === "true" : !!element.checked,
      busy: attribute("aria-busy") === "true",
      locked: attribute("aria-disabled") === "true" || !!element.disabled || !!element.readOnly,
      value: "value" in element ? String(element.value) : "",
      description: description(element),
    };
  }

  // Where a person clicks: tick boxes lie under their labels.
  function target(element) {
    const labelled = element.matches("input[type=checkbox],input[type=radio]");
    return (labelled && element.labels[0]) || element;
  }

  // Where a person clicks on the first of these, scrolled to the middle of the window.
  function scrollTo(role, wanted, within) {
    const [found] = all(role, wanted, within);
    if (!found) return null;
    const clicked = target(found);
    clicked.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    return clicked;
  }

  // Where the focus is, and whether a person sees it: within the window and covered by nothing.
  function focus() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const parts = [element, target(element)];
    const inside = box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
    const style = getComputedStyle(element);
    const role = roleOf(element);
    const seen = inside && !!top && parts.some((one) => one.contains(top) || top.contains(one));
    return {
      id: element.id,
      coveredBy: seen || !top ? "" : top.tagName + "#" + top.id + "." + top.className,
      role: role || element.tagName.toLowerCase(),
      name: name(element),
      visible: seen,
      outlined: style.outlineStyle !== "none" || style.boxShadow !== "none",
    };
  }

  Object.defineProperty(window, "__locator", {
    value: { all, name, read, state, scrollTo, focus, neat },
  });
})();
